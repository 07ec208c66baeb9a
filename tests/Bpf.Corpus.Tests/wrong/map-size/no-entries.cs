// mistake: a hash map needs a capacity
using Bpf;

[BpfObject(License = "GPL")]
public static class Unsized
{
    [BpfMap] //!!
    static readonly BpfHashMap<int, ulong> Counts = new(); //!!

    [Uprobe("libc:read")]
    public static int OnRead(UprobeContext context, int descriptor)
    {
        Counts.Update(descriptor, 1UL);
        return 0;
    }
}
