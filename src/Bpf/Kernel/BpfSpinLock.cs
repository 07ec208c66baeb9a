using System.Diagnostics.CodeAnalysis;

namespace Bpf;

/// <summary>
/// A lock in a map value (<c>struct bpf_spin_lock</c>, kernel 5.1), at most one per value: <c>using (value.Value.Lock.EnterScope()) { … }</c>. While
/// holding it, the program may not take another lock or call a helper. It can be used in hash, array and storage maps, but not by uprobe, kprobe,
/// tracepoint and socket filter programs.
/// </summary>
[BtfName("bpf_spin_lock")]
public struct BpfSpinLock
{
    private readonly uint _state;

    /// <summary>Acquires the lock (<c>bpf_spin_lock</c>); other CPUs wait.</summary>
    /// <returns>A scope that releases the lock when disposed.</returns>
    [UnscopedRef]
    [BpfCalls("bpf_spin_lock")]
    public Scope EnterScope()
    {
        SpinLockHelpers.Lock(ref this);
        return new Scope(ref this);
    }

    /// <summary>The scope in which a lock is held.</summary>
    public readonly ref struct Scope
    {
        private readonly ref BpfSpinLock _lock;

        internal Scope(ref BpfSpinLock @lock) => _lock = ref @lock;

        /// <summary>Releases the lock (<c>bpf_spin_unlock</c>).</summary>
        [BpfCalls("bpf_spin_unlock")]
        public void Dispose() => SpinLockHelpers.Unlock(ref _lock);
    }
}
