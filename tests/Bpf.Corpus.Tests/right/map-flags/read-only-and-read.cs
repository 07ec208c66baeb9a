// mistake: none: a map that programs only read
using Bpf;

[BpfObject(License = "GPL")]
public static class Config
{
    [BpfMap(MaxEntries = 16, Flags = MapFlags.ProgramReadOnly)]
    static readonly BpfArray<uint> Limits = new();

    [Uprobe("libc:read")]
    public static int OnRead(UprobeContext context) => Limits.TryGetValue(1, out uint limit) ? (int)limit : 0;
}
