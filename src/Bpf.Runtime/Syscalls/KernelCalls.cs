using Bpf.Symbols.Syscalls;

namespace Bpf.Runtime.Syscalls;

/// <summary>
/// System calls on kernel objects other than those of <c>bpf(2)</c>: handles for descriptors, <see cref="Errno"/> for errors, never an exception.
/// </summary>
internal static unsafe class KernelCalls
{
    private const uint PerfFlagCloseOnExec = 8; // PERF_FLAG_FD_CLOEXEC

    public static Errno PerfEventOpen(ref PerfEventAttribute attribute, int processId, int cpu, out BpfHandle handle)
        => PerfEventOpen(ref attribute, processId, cpu, 0, out handle);

    public static Errno PerfEventOpen(ref PerfEventAttribute attribute, int processId, int cpu, uint flags, out BpfHandle handle)
    {
        fixed (PerfEventAttribute* pointer = &attribute)
        {
            nint fd = LibC.Syscall(SyscallNumbers.PerfEventOpen, (nint)pointer, processId, cpu, -1, (nint)(flags | PerfFlagCloseOnExec), 0);
            return Native.Own((int)fd, out handle);
        }
    }

    /// <summary>Opens a descriptor for a process (kernel 5.3) or, with <paramref name="flags"/> PIDFD_THREAD, for a thread (kernel 6.9).</summary>
    public static Errno PidFdOpen(int id, uint flags, out BpfHandle handle)
        => Native.Own((int)LibC.Syscall(SyscallNumbers.PidFdOpen, id, (nint)flags, 0, 0, 0, 0), out handle);

    public static Errno Ioctl(BpfHandle handle, uint request, nint argument)
        => LibC.Ioctl(handle.Descriptor, request, argument) < 0 ? Native.LastError : Errno.None;
}
