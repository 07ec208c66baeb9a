// mistake: the inner map is there only if the outer lookup found it
using Bpf;

[BpfObject(License = "GPL")]
public static class PerTenant
{
    [BpfMap(MaxEntries = 32), BpfInnerMap(MapType.Hash, MaxEntries = 128)]
    static readonly BpfHashOfMaps<uint, int, ulong> Tenants = new();

    [Uprobe("libc:write")]
    public static int OnWrite(UprobeContext context, int descriptor)
    {
        Tenants.TryGetMap(BpfHelpers.CurrentUserId, out BpfInnerMap<int, ulong> writes);
        if (writes.TryGetRef(descriptor, out BpfRef<ulong> count)) //!!
            count.Value++;
        return 0;
    }
}
