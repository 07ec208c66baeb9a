// mistake: none: after the insertion the lookup is repeated and checked
using Bpf;

[BpfObject(License = "GPL")]
public static class Waits
{
    [BpfMap(MaxEntries = 1024)]
    static readonly BpfHashMap<ulong, uint> Counts = new();

    [Uprobe("libc:pthread_mutex_lock")]
    public static int OnLock(UprobeContext context, ulong mutex)
    {
        if (!Counts.TryGetRef(mutex, out BpfRef<uint> count))
        {
            Counts.Update(mutex, 0U, BpfUpdateMode.Insert);
            if (!Counts.TryGetRef(mutex, out count))
                return 0;
        }

        count.Value++;
        return 0;
    }
}
