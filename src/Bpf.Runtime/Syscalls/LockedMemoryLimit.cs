namespace Bpf.Runtime.Syscalls;

/// <summary>The limit of locked memory, to which kernels before 5.11 charge all BPF memory.</summary>
internal static unsafe class LockedMemoryLimit
{
    private const int LockedMemory = 8; // RLIMIT_MEMLOCK, include/uapi/asm-generic/resource.h
    private const ulong Unlimited = ulong.MaxValue; // RLIM_INFINITY

    /// <summary>Lifts the limit of this process as far as it may.</summary>
    /// <returns>The error, when the limit stays; creating maps will then say what it lacks.</returns>
    public static Errno Lift()
    {
        ulong* limits = stackalloc ulong[2] { Unlimited, Unlimited };
        return LibC.SetResourceLimit(LockedMemory, limits) == 0 ? Errno.None : Native.LastError;
    }
}
