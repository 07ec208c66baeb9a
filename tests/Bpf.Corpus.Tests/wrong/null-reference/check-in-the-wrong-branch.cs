// mistake: the branches of the check are swapped
using Bpf;

[BpfObject(License = "GPL")]
public static class LockWaits
{
    public struct Wait { public ulong Since; public uint Count; }

    [BpfMap(MaxEntries = 1024)]
    static readonly BpfHashMap<ulong, Wait> Waits = new();

    [Uprobe("libc:pthread_mutex_lock")]
    public static int OnLock(UprobeContext context, ulong mutex)
    {
        if (Waits.TryGetRef(mutex, out BpfRef<Wait> wait))
        {
            Wait first = new() { Since = BpfHelpers.MonotonicNanoseconds, Count = 1 };
            Waits.Update(mutex, first);
        }
        else
        {
            wait.Value.Count++; //!!
        }

        return 0;
    }
}
