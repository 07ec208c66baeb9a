// mistake: a table of programs cannot be an inner map
using Bpf;

[BpfObject(License = "GPL")]
public static class Tables
{
    [BpfMap(MaxEntries = 8), BpfInnerMap(MapType.ProgramArray, MaxEntries = 4)] //!!
    static readonly BpfArrayOfMaps<uint, uint> Steps = new(); //!!

    [Uprobe("libc:read")]
    public static int OnRead(UprobeContext context) => Steps.TryGetMap(1, out BpfInnerMap<uint, uint> table) && !table.IsNull ? 1 : 0;
}
