// mistake: maps of maps cannot be nested
using Bpf;

[BpfObject(License = "GPL")]
public static class Deep
{
    [BpfMap(MaxEntries = 8), BpfInnerMap(MapType.HashOfMaps, MaxEntries = 4)] //!!
    static readonly BpfArrayOfMaps<uint, uint> Levels = new(); //!!

    [Uprobe("libc:read")]
    public static int OnRead(UprobeContext context) => Levels.TryGetMap(1, out BpfInnerMap<uint, uint> level) && !level.IsNull ? 1 : 0;
}
