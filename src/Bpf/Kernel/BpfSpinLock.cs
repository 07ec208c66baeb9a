using System.Diagnostics.CodeAnalysis;

namespace Bpf;

/// <summary>
/// A lock in a map value (<c>struct bpf_spin_lock</c>, kernel 5.1), at most one in a value: <c>using (value.Value.Lock.EnterScope()) { … }</c>. Inside, the
/// program holds no other lock and calls no helper. Possible in hash, array and storage maps; not in uprobe, kprobe, tracepoint and
/// socket filter programs.
/// </summary>
[BtfName("bpf_spin_lock")]
public struct BpfSpinLock
{
    private readonly uint _state;

    /// <summary>Takes the lock (<c>bpf_spin_lock</c>); other CPUs wait.</summary>
    /// <returns>Gives the lock back when it is disposed of.</returns>
    [UnscopedRef]
    public Scope EnterScope()
    {
        SpinLockHelpers.Lock(ref this);
        return new Scope(ref this);
    }

    /// <summary>The time in which a lock is held.</summary>
    public readonly ref struct Scope
    {
        private readonly ref BpfSpinLock _lock;

        internal Scope(ref BpfSpinLock @lock) => _lock = ref @lock;

        /// <summary>Gives the lock back (<c>bpf_spin_unlock</c>).</summary>
        public void Dispose() => SpinLockHelpers.Unlock(ref _lock);
    }
}
