using Bpf.Runtime;
using Bpf.Symbols.Syscalls;

namespace Bpf.Symbols.Files;

/// <summary>Reads file status (statx).</summary>
internal static unsafe class FileStatus
{
    private const int CurrentDirectory = -100; // AT_FDCWD
    private const int EmptyPath = 0x1000; // AT_EMPTY_PATH
    private const uint Wanted = 0x7FF | 0x1000; // STATX_BASIC_STATS | STATX_MNT_ID

    /// <summary>Gets the status of the file at a path of this process, following links.</summary>
    public static Errno TryGet(string path, out Statx status)
    {
        fixed (Statx* pointer = &status)
        {
            return FileCalls.Statx(CurrentDirectory, path, 0, Wanted, pointer) == 0 ? Errno.None : Native.LastError;
        }
    }

    /// <summary>Returns the status of an open file, including one opened with O_PATH.</summary>
    /// <exception cref="BpfException">The kernel refused.</exception>
    public static Statx Of(BpfHandle open)
    {
        Statx status;
        return FileCalls.Statx(open.Descriptor, "", EmptyPath, Wanted, &status) == 0
            ? status
            : throw new BpfException("read the status of", $"/proc/self/fd/{open.Descriptor}", Native.LastError);
    }
}
