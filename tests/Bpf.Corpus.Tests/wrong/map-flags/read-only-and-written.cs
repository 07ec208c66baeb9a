// mistake: the program writes to a map that it may only read
using Bpf;

[BpfObject(License = "GPL")]
public static class Config
{
    [BpfMap(MaxEntries = 16, Flags = MapFlags.ProgramReadOnly)]
    static readonly BpfArray<uint> Limits = new();

    [Uprobe("libc:read")]
    public static int OnRead(UprobeContext context, int descriptor)
    {
        if (Limits.TryGetRef(1, out BpfRef<uint> limit))
            limit.Value = (uint)descriptor; //!!
        return 0;
    }
}
