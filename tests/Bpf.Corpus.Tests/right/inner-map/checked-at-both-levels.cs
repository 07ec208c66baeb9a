// mistake: none: outer and inner lookup are checked
using Bpf;

[BpfObject(License = "GPL")]
public static class PerTenant
{
    [BpfMap(MaxEntries = 32), BpfInnerMap(MapType.Hash, MaxEntries = 128)]
    static readonly BpfHashOfMaps<uint, int, ulong> Tenants = new();

    [Uprobe("libc:write")]
    public static int OnWrite(UprobeContext context, int descriptor)
    {
        if (Tenants.TryGetMap(BpfHelpers.CurrentUserId, out BpfInnerMap<int, ulong> writes) && writes.TryGetRef(descriptor, out BpfRef<ulong> count))
            count.Value++;
        return 0;
    }
}
