// mistake: DateTime has no layout of its own
using Bpf;

[BpfObject(License = "GPL")]
public static class Dates
{
    [BpfMap(MaxEntries = 64)]
    static readonly BpfHashMap<int, DateTime> Seen = new(); //!!

    [Uprobe("libc:read")]
    public static int OnRead(UprobeContext context, int descriptor)
    {
        Seen.Update(descriptor, default); //!!
        return 0;
    }
}
