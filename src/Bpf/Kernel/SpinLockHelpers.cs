namespace Bpf;

/// <summary>The kernel helpers of <see cref="BpfSpinLock"/>.</summary>
internal static class SpinLockHelpers
{
    [BpfHelper(93)] // bpf_spin_lock
    internal static void Lock(ref BpfSpinLock @lock) => throw new BpfOnlyException();

    [BpfHelper(94)] // bpf_spin_unlock
    internal static void Unlock(ref BpfSpinLock @lock) => throw new BpfOnlyException();
}
