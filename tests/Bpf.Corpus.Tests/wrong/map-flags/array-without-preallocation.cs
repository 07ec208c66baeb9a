// mistake: arrays are always allocated
using Bpf;

[BpfObject(License = "GPL")]
public static class Lazy
{
    const MapFlags Flags = MapFlags.NoPreallocation;

    [BpfMap(MaxEntries = 16, Flags = Flags)] //!!
    static readonly BpfArray<ulong> Values = new(); //!!

    [Uprobe("libc:read")]
    public static int OnRead(UprobeContext context) => Values.TryGetValue(3, out ulong value) ? (int)value : 0;
}
