using Bpf.Runtime;
using Bpf.Symbols.Syscalls;

namespace Bpf.Symbols.Files;

/// <summary>Resolves a path below a directory that serves as the root: neither absolute links nor <c>..</c> lead out of it.</summary>
internal static class RootedPath
{
    private const int MostLinks = 40; // MAXSYMLINKS, include/linux/namei.h
    private const int Attempts = 16;

    /// <summary>Opens the file at a path with O_PATH: with openat2 if the kernel has it (5.6) and permits it, otherwise step by step.</summary>
    public static Errno Open(BpfHandle root, string path, out BpfHandle file)
    {
        for (int attempt = 0; attempt < Attempts; attempt++)
        {
            Errno error = Native.OpenInRoot(root, path, Native.OpenPath, out file);
            // A system call filter that does not know openat2 returns EPERM.
            if (error is Errno.ENOSYS or Errno.EPERM)
            {
                break;
            }

            // A concurrent rename or mount.
            if (error != Errno.EAGAIN)
            {
                return error;
            }
        }

        return Walk(root, path, out file, out _);
    }

    /// <summary>
    /// Opens the file at a path with O_PATH, one name at a time. <c>..</c> goes back to the previous directory of the walk, so concurrent moves
    /// cannot lead out.
    /// </summary>
    /// <param name="root">The directory that serves as the root.</param>
    /// <param name="path">The path.</param>
    /// <param name="file">The opened file.</param>
    /// <param name="reached">The path with links resolved, up to the last name looked up, whether or not such a file exists.</param>
    public static Errno Walk(BpfHandle root, string path, out BpfHandle file, out string reached)
    {
        file = BpfHandle.Invalid;
        reached = "/";
        Stack<string> names = new();
        Stack<(BpfHandle Handle, bool IsDirectory, string Path)> passed = new();
        int links = 0;
        try
        {
            Push(path);
            while (names.TryPop(out string? name))
            {
                if (passed.TryPeek(out (BpfHandle Handle, bool IsDirectory, string Path) last) && !last.IsDirectory)
                {
                    return Errno.ENOTDIR;
                }

                if (name == ".")
                {
                    continue;
                }

                if (name == "..")
                {
                    if (passed.TryPop(out last))
                    {
                        last.Handle.Dispose();
                    }

                    continue;
                }

                reached = $"{last.Path}/{name}";
                Errno error = Native.OpenAt(last.Handle ?? root, name, Native.OpenPath | Native.OpenNoFollow, out BpfHandle next);
                if (error != Errno.None)
                {
                    return error;
                }

                Statx status = FileStatus.Of(next);
                if (!status.IsLink)
                {
                    passed.Push((next, status.IsDirectory, reached));
                    continue;
                }

                string target;
                using (next)
                {
                    error = Native.ReadLinkAt(next, "", out target);
                }

                if (error != Errno.None)
                {
                    return error;
                }

                if (target.Length == 0)
                {
                    return Errno.ENOENT;
                }

                if (++links > MostLinks)
                {
                    return Errno.ELOOP;
                }

                if (target[0] == '/')
                {
                    Leave(passed);
                }

                Push(target);
            }

            reached = passed.TryPeek(out (BpfHandle Handle, bool IsDirectory, string Path) found) ? found.Path : "/";
            file = passed.TryPop(out found) ? found.Handle : root.Duplicate();
            return Errno.None;
        }
        finally
        {
            Leave(passed);
        }

        // A trailing slash requires a directory.
        void Push(string text)
        {
            string[] parts = text.Split('/');
            for (int i = parts.Length - 1; i >= 0; i--)
            {
                if (parts[i].Length > 0 || i == parts.Length - 1)
                {
                    names.Push(parts[i].Length > 0 ? parts[i] : ".");
                }
            }
        }
    }

    private static void Leave(Stack<(BpfHandle Handle, bool IsDirectory, string Path)> passed)
    {
        while (passed.TryPop(out (BpfHandle Handle, bool IsDirectory, string Path) each))
        {
            each.Handle.Dispose();
        }
    }
}
