namespace Bpf;

/// <summary>The kernel functions of <see cref="KernelScope"/>.</summary>
internal static class ScopeFunctions
{
    [BpfKfunc("bpf_rcu_read_lock")]
    internal static void LockRcu() => throw new BpfOnlyException();

    [BpfKfunc("bpf_rcu_read_unlock")]
    internal static void UnlockRcu() => throw new BpfOnlyException();

    [BpfKfunc("bpf_preempt_disable")]
    internal static void DisablePreemption() => throw new BpfOnlyException();

    [BpfKfunc("bpf_preempt_enable")]
    internal static void EnablePreemption() => throw new BpfOnlyException();

    [BpfKfunc("bpf_local_irq_save")]
    internal static void SaveInterrupts(ref ulong flags) => throw new BpfOnlyException();

    [BpfKfunc("bpf_local_irq_restore")]
    internal static void RestoreInterrupts(ref ulong flags) => throw new BpfOnlyException();
}
