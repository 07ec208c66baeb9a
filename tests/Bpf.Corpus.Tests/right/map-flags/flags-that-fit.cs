// mistake: none: flags that these kinds of maps have
using Bpf;

[BpfObject(License = "GPL")]
public static class Fitting
{
    [BpfMap(MaxEntries = 64, Flags = MapFlags.NoPreallocation | MapFlags.ZeroSeed)]
    static readonly BpfHashMap<int, uint> Small = new();

    [BpfMap(MaxEntries = 64, Flags = MapFlags.MemoryMappable)]
    static readonly BpfArray<uint> Mapped = new();

    [BpfMap(MaxEntries = 64, Flags = MapFlags.NoCommonLru)]
    static readonly BpfLruHashMap<int, uint> Recent = new();

    [Uprobe("libc:read")]
    public static int OnRead(UprobeContext context, int descriptor)
    {
        Small.Update(descriptor, 1U);
        Recent.Update(descriptor, 1U);
        return Mapped.TryGetValue(3, out uint value) ? (int)value : 0;
    }
}
