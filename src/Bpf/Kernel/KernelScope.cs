namespace Bpf;

/// <summary>
/// Parts of a program that the kernel must not disturb: <c>using (KernelScope.Rcu()) { … }</c>. The scope ends on every path out of the block, also with
/// <c>return</c> and <c>break</c>. The program may not sleep in it.
/// </summary>
public static class KernelScope
{
    /// <summary>
    /// Keeps objects that RCU protects (<c>bpf_rcu_read_lock</c>, kernel 6.2). Only sleepable programs need it; the others hold the lock from beginning to end.
    /// </summary>
    [BpfCalls("bpf_rcu_read_lock")]
    public static RcuScope Rcu()
    {
        ScopeFunctions.LockRcu();
        return default;
    }

    /// <summary>Keeps the program on its CPU, without other programs in between except in interrupts (<c>bpf_preempt_disable</c>, kernel 6.10).</summary>
    [BpfCalls("bpf_preempt_disable")]
    public static PreemptionScope NoPreemption()
    {
        ScopeFunctions.DisablePreemption();
        return default;
    }

    /// <summary>Keeps interrupts of this CPU away (<c>bpf_local_irq_save</c>, kernel 6.14).</summary>
    [BpfCalls("bpf_local_irq_save")]
    public static InterruptScope NoInterrupts()
    {
        ref ulong flags = ref ProgramStack.Keep<ulong>();
        ScopeFunctions.SaveInterrupts(ref flags);
        return new InterruptScope(ref flags);
    }

    /// <summary>The scope of <see cref="Rcu"/>.</summary>
    public readonly ref struct RcuScope
    {
        /// <summary>Ends the scope (<c>bpf_rcu_read_unlock</c>).</summary>
        public void Dispose() => ScopeFunctions.UnlockRcu();
    }

    /// <summary>The scope of <see cref="NoPreemption"/>.</summary>
    public readonly ref struct PreemptionScope
    {
        /// <summary>Ends the scope (<c>bpf_preempt_enable</c>).</summary>
        public void Dispose() => ScopeFunctions.EnablePreemption();
    }

    /// <summary>The scope of <see cref="NoInterrupts"/>.</summary>
    public readonly ref struct InterruptScope
    {
        private readonly ref ulong _flags;

        internal InterruptScope(ref ulong flags) => _flags = ref flags;

        /// <summary>Ends the scope (<c>bpf_local_irq_restore</c>).</summary>
        public void Dispose() => ScopeFunctions.RestoreInterrupts(ref _flags);
    }
}
