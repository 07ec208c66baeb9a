using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Bpf.Symbols.Syscalls;

namespace Bpf.Runtime;

/// <summary>
/// Owns the file descriptor of a kernel object (map, program, link, BTF, token, perf event). Descriptors 0 to 2 are never used, since <c>bpf(2)</c>
/// interprets 0 as "none"; all are close-on-exec.
/// </summary>
public sealed class BpfHandle : SafeHandle
{
    private const int FirstDescriptor = 3;
    private const int DuplicateCloseOnExec = 1030; // F_DUPFD_CLOEXEC

    private BpfHandle(int fd)
        : base(-1, ownsHandle: true)
        => SetHandle(fd);

    /// <inheritdoc/>
    public override bool IsInvalid => handle < 0;

    /// <summary>The file descriptor. Valid only until this object is disposed.</summary>
    /// <exception cref="ObjectDisposedException">The handle is closed.</exception>
    public int Descriptor
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => IsClosed ? throw Closed() : (int)handle;
    }

    internal static BpfHandle Invalid => new(-1);

    /// <summary>Creates a second descriptor for the same kernel object, with its own lifetime.</summary>
    /// <exception cref="BpfException">The process has no free descriptors (EMFILE).</exception>
    public BpfHandle Duplicate()
    {
        int fd = FileCalls.Fcntl(Descriptor, DuplicateCloseOnExec, FirstDescriptor);
        if (fd < 0)
        {
            throw new BpfException("duplicate file descriptor", Descriptor.ToString(), Native.LastError);
        }

        return new BpfHandle(fd);
    }

    internal static Errno Take(int fd, out BpfHandle owner)
    {
        if (fd >= FirstDescriptor)
        {
            owner = new BpfHandle(fd);
            return Errno.None;
        }

        int moved = FileCalls.Fcntl(fd, DuplicateCloseOnExec, FirstDescriptor);
        Errno error = moved < 0 ? Native.LastError : Errno.None;
        _ = FileCalls.Close(fd);
        owner = new BpfHandle(moved);
        return error;
    }

    private static ObjectDisposedException Closed() => new(typeof(BpfHandle).FullName);

    /// <inheritdoc/>
    protected override bool ReleaseHandle() => FileCalls.Close((int)handle) == 0;
}
