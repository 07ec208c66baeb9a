// mistake: a struct that contains an array object
using Bpf;

[BpfObject(License = "GPL")]
public static class Nested
{
    public struct Samples { public int Count; public int[] Values; }

    [BpfMap(MaxEntries = 64)]
    static readonly BpfHashMap<int, Samples> ByProcess = new(); //!!

    [Uprobe("libc:read")]
    public static int OnRead(UprobeContext context) => 0;
}
