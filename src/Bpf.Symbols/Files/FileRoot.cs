using Bpf.Runtime;
using Bpf.Symbols.Syscalls;

namespace Bpf.Symbols.Files;

/// <summary>
/// The root at which absolute paths and links start: that of this process, or a directory that is the root of another process. Lookups never lead out
/// of such a directory.
/// </summary>
/// <param name="Directory">The directory; <see langword="null"/> for this process's own root.</param>
internal sealed record FileRoot(string? Directory)
{
    /// <summary>The root of this process.</summary>
    public static FileRoot Own { get; } = new((string?)null);

    /// <summary>Returns the root of a process, which is <see cref="Own"/> when both are the same.</summary>
    /// <exception cref="BpfException">The process does not exist or cannot be inspected.</exception>
    public static FileRoot Of(int processId)
    {
        if (processId == Environment.ProcessId)
        {
            return Own;
        }

        return Of($"/proc/{processId}", processId);
    }

    /// <summary>Returns the root of the process that a directory of procfs shows.</summary>
    /// <exception cref="BpfException">The process does not exist or cannot be inspected.</exception>
    public static FileRoot Of(string directory, int processId)
    {
        string root = $"{directory}/root";
        Errno error = FileStatus.TryGet($"{root}/", out Statx theirs);
        if (error != Errno.None)
        {
            throw ProcessErrors.Of(processId, error);
        }

        // One directory can be the root in several mount namespaces.
        string? theirMounts = Link($"{directory}/ns/mnt");
        bool isOwn = FileStatus.TryGet("/", out Statx own) == Errno.None
            && (own.DeviceMajor, own.DeviceMinor, own.Inode, own.MountId) == (theirs.DeviceMajor, theirs.DeviceMinor, theirs.Inode, theirs.MountId)
            && theirMounts is not null && theirMounts == Link("/proc/self/ns/mnt");
        return isOwn ? Own : new FileRoot(root);
    }

    /// <summary>
    /// Splits a path that begins with the root of a process, such as <c>/proc/123/root/usr/bin/app</c>, into that root and the path in it; leaves
    /// others unchanged.
    /// </summary>
    public static (FileRoot Root, string Path) Split(string path)
    {
        const string Processes = "/proc/";
        const string Rest = "/root/";
        if (!path.StartsWith(Processes, StringComparison.Ordinal))
        {
            return (Own, path);
        }

        int end = path.IndexOf('/', Processes.Length);
        return end > 0 && path.AsSpan(end).StartsWith(Rest) && IsProcess(path.AsSpan()[Processes.Length..end])
            ? (new FileRoot(path[..(end + Rest.Length - 1)]), path[(end + Rest.Length - 1)..])
            : (Own, path);
    }

    /// <summary>Opens the file at a path with O_PATH.</summary>
    public Errno Open(string path, out BpfHandle file)
    {
        if (Directory is null)
        {
            return Native.Open(path, Native.OpenPath, out file);
        }

        Errno error = Native.Open(Directory, Native.OpenPath | Native.OpenDirectory, out BpfHandle root);
        if (error != Errno.None)
        {
            file = BpfHandle.Invalid;
            return error;
        }

        using (root)
        {
            return RootedPath.Open(root, path, out file);
        }
    }

    /// <summary>
    /// Resolves all links in a path, even if the file does not (or no longer) exist; <see langword="null"/> when a directory in the path is missing.
    /// </summary>
    public string? Follow(string path)
    {
        if (Native.Open(Directory ?? "/", Native.OpenPath | Native.OpenDirectory, out BpfHandle root) != Errno.None)
        {
            return null;
        }

        using (root)
        {
            Errno error = RootedPath.Walk(root, path, out BpfHandle file, out string reached);
            file.Dispose();
            return error is Errno.None or Errno.ENOENT ? reached : null;
        }
    }

    /// <summary>Opens a regular file with O_PATH; <see langword="null"/> when there is none.</summary>
    public BpfHandle? TryOpenFile(string path)
    {
        if (Open(path, out BpfHandle file) != Errno.None)
        {
            return null;
        }

        if (FileStatus.Of(file).IsRegular)
        {
            return file;
        }

        file.Dispose();
        return null;
    }

    /// <summary>Reads a small file; <see langword="null"/> when it does not exist or is not readable.</summary>
    public byte[]? TryRead(string path)
    {
        using BpfHandle? file = TryOpenFile(path);
        try
        {
            return file is null ? null : File.ReadAllBytes($"/proc/self/fd/{file.Descriptor}");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Returns the names in a directory that match a pattern; none when there is no such directory.</summary>
    public string[] NamesIn(string directory, string pattern)
    {
        if (Open(directory, out BpfHandle open) != Errno.None)
        {
            return [];
        }

        using (open)
        {
            try
            {
                return FileStatus.Of(open).IsDirectory
                    ? [.. System.IO.Directory.EnumerateFiles($"/proc/self/fd/{open.Descriptor}", pattern).Select(path => Path.GetFileName(path))]
                    : [];
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                return [];
            }
        }
    }

    /// <summary>
    /// Converts a path as written by the kernel, which starts at the root of this process or, when that is out of reach, of the mount namespace, to a
    /// path in this root. <see langword="null"/> for one outside.
    /// </summary>
    public string? Inner(string text)
    {
        string start = Directory is null ? "/" : Link(Directory) ?? "/";
        return start == "/" ? text
            : text.StartsWith(start, StringComparison.Ordinal) && text.Length > start.Length && text[start.Length] == '/' ? text[start.Length..] : null;
    }

    /// <summary>Returns the path of an open file in this root, with links resolved; <see langword="null"/> when there is none.</summary>
    public string? RealPathOf(BpfHandle file)
    {
        if (Link($"/proc/self/fd/{file.Descriptor}") is not { } text || Inner(text) is not { } path || Open(path, out BpfHandle same) != Errno.None)
        {
            return null;
        }

        using (same)
        {
            return FileIdentity.Of(same).IsSameFile(FileIdentity.Of(file)) ? path : null;
        }
    }

    /// <summary>Returns a path in this root in a form for messages. It must not be opened, since an absolute link in it would lead elsewhere.</summary>
    public string NameOf(string path) => Directory + path;

    private static bool IsProcess(ReadOnlySpan<char> name) => name is "self" or "thread-self" || (name.Length > 0 && !name.ContainsAnyExceptInRange('0', '9'));

    private static string? Link(string path)
    {
        try
        {
            return new FileInfo(path).LinkTarget;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
