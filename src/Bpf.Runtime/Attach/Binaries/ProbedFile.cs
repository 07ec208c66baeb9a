using Bpf.Runtime.Syscalls;

namespace Bpf.Runtime.Attach;

/// <summary>
/// The file under a probe. A file of another process is opened once, and symbols and kernel then see that open file, whatever happens to its
/// path meanwhile.
/// </summary>
internal sealed class ProbedFile : IDisposable
{
    private const int ReadOnlyCloseOnExec = 0x80000; // O_RDONLY | O_CLOEXEC
    private readonly BpfHandle? _open;

    private ProbedFile(string path, BpfHandle? open)
    {
        Path = path;
        _open = open;
    }

    /// <summary>Path of the file, for people.</summary>
    public string Path { get; }

    /// <summary>The open file; <see langword="null"/> for a file that its path means.</summary>
    public int? Descriptor => _open?.Descriptor;

    /// <summary>Path under which this process, and the kernel on its behalf, open the file.</summary>
    public string OpenPath => _open is null ? Path : $"/proc/self/fd/{_open.Descriptor}";

    /// <summary>Finds a file.</summary>
    /// <param name="binary">Path, library name or program name.</param>
    /// <param name="processId">Process in whose view it is looked for; <see langword="null"/> for this one's.</param>
    /// <exception cref="BinaryNotFoundException">There is none.</exception>
    /// <exception cref="BpfException">The process does not exist, or the file cannot be opened.</exception>
    public static ProbedFile Find(string binary, int? processId)
    {
        if (processId is not { } id)
            return new ProbedFile(BinaryLocator.Find(binary), null);

        ProcessBinary found = ProcessBinaries.Find(id == UprobeTarget.ThisProcess ? Environment.ProcessId : id, binary);
        BpfHandle open = Open(found.Path);
        if (found.Mapping is { } mapping && FileIdentity.Of($"/proc/self/fd/{open.Descriptor}").Inode != found.Inode)
        {
            // The path means another file by now. The mapping is exact, but some file systems number inodes differently there.
            Errno error = BpfHandle.Take(LibC.Open(mapping, ReadOnlyCloseOnExec, 0), out BpfHandle mapped);
            if (error == Errno.None && !mapped.IsInvalid)
            {
                open.Dispose();
                return new ProbedFile(mapping, mapped);
            }
        }

        return new ProbedFile(found.Path, open);
    }

    /// <inheritdoc/>
    public void Dispose() => _open?.Dispose();

    private static BpfHandle Open(string path)
    {
        int fd = LibC.Open(path, ReadOnlyCloseOnExec, 0);
        if (fd < 0)
            throw new BpfException("open", path, Native.LastError, "The file of a process can be opened by its user and with CAP_SYS_PTRACE.");

        Errno error = BpfHandle.Take(fd, out BpfHandle open);
        return error == Errno.None ? open : throw new BpfException("open", path, error);
    }
}
