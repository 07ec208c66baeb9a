// mistake: the map is renamed to the name of a program
using Bpf;

[BpfObject(License = "GPL")]
public static class Twice
{
    [BpfMap(MaxEntries = 4, Name = "OnRead")]
    static readonly BpfArray<ulong> Reads = new(); //!!

    [BpfMap(MaxEntries = 4, Name = "OnRead")]
    static readonly BpfArray<ulong> Writes = new(); //!!

    [Uprobe("libc:read")]
    public static int OnRead(UprobeContext context)
    {
        Reads.Update(0, 1UL);
        Writes.Update(0, 1UL);
        return 0;
    }
}
