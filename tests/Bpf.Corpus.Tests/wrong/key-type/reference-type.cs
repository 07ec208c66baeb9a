// mistake: a string as the key
using Bpf;

[BpfObject(License = "GPL")]
public static class ByName
{
    [BpfMap(MaxEntries = 64)]
    static readonly BpfHashMap<string, ulong> Counts = new(); //!!

    [Uprobe("libc:read")]
    public static int OnRead(UprobeContext context) => 0;
}
