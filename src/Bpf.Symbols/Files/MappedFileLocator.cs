using Bpf.Runtime;
using Bpf.Symbols.Syscalls;

namespace Bpf.Symbols.Files;

/// <summary>Opens the files that a process has mapped, which are not always those to which their paths lead.</summary>
/// <param name="directory">The directory of the process in procfs.</param>
/// <param name="root">The root of the process.</param>
internal sealed class MappedFileLocator(string directory, FileRoot root)
{
    /// <summary>
    /// Opens the mapped file with O_PATH. The link to it is exact but privileged (CAP_CHECKPOINT_RESTORE or CAP_SYS_ADMIN); the path is as good when it
    /// leads to the same file, and for a program there is one more link.
    /// </summary>
    /// <returns><see langword="null"/> when the file cannot be reached.</returns>
    public BpfHandle? TryOpen(MemoryMapping mapping)
    {
        if (Native.Open($"{directory}/map_files/{mapping.Start:x}-{mapping.End:x}", Native.OpenPath, out BpfHandle exact) == Errno.None)
        {
            return exact;
        }

        if (PathTo(mapping) is { } path && root.TryOpenFile(path) is { } file)
        {
            return file;
        }

        if (Native.Open($"{directory}/exe", Native.OpenPath, out BpfHandle program) != Errno.None)
        {
            return null;
        }

        if (mapping.IsOf(FileStatus.Of(program), program))
        {
            return program;
        }

        program.Dispose();
        return null;
    }

    /// <summary>Finds the path in the root of the process that leads to the mapped file; <see langword="null"/> when there is none.</summary>
    public string? PathTo(MemoryMapping mapping)
    {
        foreach (string text in mapping.Paths)
        {
            if (root.Inner(text) is not { } path || root.TryOpenFile(path) is not { } file)
            {
                continue;
            }

            using (file)
            {
                if (mapping.IsOf(FileStatus.Of(file), file))
                {
                    return path;
                }
            }
        }

        return null;
    }
}
