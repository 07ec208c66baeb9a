// mistake: the packed counter is not aligned
using System.Runtime.InteropServices;
using Bpf;

[BpfObject(License = "GPL")]
public static class Packed
{
    [StructLayout(LayoutKind.Sequential, Pack = 1)]
    public struct Entry { public byte Kind; public long Count; }

    [BpfMap(MaxEntries = 64)]
    static readonly BpfHashMap<int, Entry> Entries = new();

    [Uprobe("libc:read")]
    public static int OnRead(UprobeContext context, int descriptor)
    {
        if (Entries.TryGetRef(descriptor, out BpfRef<Entry> entry))
            Interlocked.Increment(ref entry.Value.Count); //!!
        return 0;
    }
}
