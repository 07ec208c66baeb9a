// mistake: none: the counters are aligned
using Bpf;

[BpfObject(License = "GPL")]
public static class Aligned
{
    public struct Entry { public int Kind; public int Calls; public long Bytes; }

    [BpfMap(MaxEntries = 64)]
    static readonly BpfHashMap<int, Entry> Entries = new();

    [Uprobe("libc:read")]
    public static int OnRead(UprobeContext context, int descriptor, nuint buffer, long length)
    {
        if (!Entries.TryGetRef(descriptor, out BpfRef<Entry> entry))
            return 0;
        Interlocked.Increment(ref entry.Value.Calls);
        return Interlocked.Add(ref entry.Value.Bytes, length) > 1000 ? 1 : 0;
    }
}
