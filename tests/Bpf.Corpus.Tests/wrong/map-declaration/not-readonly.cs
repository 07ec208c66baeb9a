// mistake: the field of a map is readonly
using Bpf;

[BpfObject(License = "GPL")]
public static class Mutable
{
    [BpfMap(MaxEntries = 64)]
    static BpfHashMap<int, ulong> Counts = new(); //!!

    [Uprobe("libc:read")]
    public static int OnRead(UprobeContext context, int descriptor)
    {
        Counts.Update(descriptor, 1UL);
        return 0;
    }
}
