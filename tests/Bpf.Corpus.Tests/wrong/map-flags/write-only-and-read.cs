// mistake: the program reads from a map that it may only write
using Bpf;

[BpfObject(License = "GPL")]
public static class Sink
{
    [BpfMap(MaxEntries = 16, Flags = MapFlags.ProgramWriteOnly)]
    static readonly BpfHashMap<int, uint> Results = new();

    [Uprobe("libc:read")]
    public static int OnRead(UprobeContext context, int descriptor)
    {
        if (Results.TryGetValue(descriptor, out uint before)) //!!
            Results.Update(descriptor, before + 1);
        return 0;
    }
}
