using System.Runtime.InteropServices;
using System.Text;
using Bpf.Objects.NativeNames;
using Bpf.Runtime;

namespace Bpf.Symbols.Syscalls;

/// <summary>System calls on files: handles for descriptors, <see cref="Errno"/> for errors, never an exception.</summary>
internal static unsafe class Native
{
    public const int OpenReadOnly = 0; // O_RDONLY
    public const int OpenWriteOnly = 1; // O_WRONLY
    public const int OpenReadWrite = 2; // O_RDWR
    public const int OpenAppend = 0x400; // O_APPEND
    public const int OpenPath = 0x200000; // O_PATH
    private const int OpenCloseOnExec = 0x80000; // O_CLOEXEC
    private const int LongestPath = 4096; // PATH_MAX
    private const int OpenAt2Number = 437; // __NR_openat2, the same on all architectures

    /// <summary>O_DIRECTORY, which differs between architectures.</summary>
    public static int OpenDirectory { get; } = HostArchitecture.Current is Architecture.Arm64 or Architecture.Ppc64le ? 0x4000 : 0x10000;

    /// <summary>O_NOFOLLOW, which differs between architectures.</summary>
    public static int OpenNoFollow { get; } = OpenDirectory == 0x4000 ? 0x8000 : 0x20000;

    /// <summary>Error of this thread's last call.</summary>
    public static Errno LastError => (Errno)Marshal.GetLastPInvokeError();

    /// <summary>Size of a memory page in bytes.</summary>
    public static int PageSize => Environment.SystemPageSize;

    public static Errno Open(string path, int flags, out BpfHandle handle)
    {
        int fd = FileCalls.Open(path, flags | OpenCloseOnExec, 0);
        return Own(fd, out handle);
    }

    /// <summary>Opens a path relative to a directory.</summary>
    public static Errno OpenAt(BpfHandle directory, string path, int flags, out BpfHandle handle)
        => Own(FileCalls.OpenAt(directory.Descriptor, path, flags | OpenCloseOnExec, 0), out handle);

    /// <summary>Opens a path relative to a directory that serves as the root, also for absolute links and for <c>..</c> (openat2, kernel 5.6).</summary>
    public static Errno OpenInRoot(BpfHandle root, string path, int flags, out BpfHandle handle)
    {
        OpenHow how = new() { Flags = (ulong)(uint)(flags | OpenCloseOnExec), Resolve = OpenHow.InRoot };
        byte[] text = NativeText.Of(path);
        fixed (byte* pointer = text)
        {
            return Own((int)FileCalls.OpenAt2(OpenAt2Number, root.Descriptor, (nint)pointer, (nint)(&how), sizeof(OpenHow)), out handle);
        }
    }

    /// <summary>Reads a symbolic link: the one at a path relative to a directory or, with an empty path, the one opened with O_PATH.</summary>
    public static Errno ReadLinkAt(BpfHandle directory, string path, out string target)
    {
        Span<byte> buffer = stackalloc byte[LongestPath];
        fixed (byte* pointer = buffer)
        {
            nint length = FileCalls.ReadLinkAt(directory.Descriptor, path, pointer, LongestPath);
            target = length < 0 ? "" : Encoding.UTF8.GetString(buffer[..(int)length]);
            return length < 0 ? LastError : Errno.None;
        }
    }

    /// <summary>Takes ownership of a new descriptor; a negative one means that the call failed.</summary>
    public static Errno Own(int fd, out BpfHandle handle)
    {
        if (fd < 0)
        {
            handle = BpfHandle.Invalid;
            return LastError;
        }

        return BpfHandle.Take(fd, out handle);
    }
}
