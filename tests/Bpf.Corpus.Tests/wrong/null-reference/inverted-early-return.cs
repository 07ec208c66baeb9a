// mistake: the early return leaves when the lookup succeeded
using Bpf;

[BpfObject(License = "GPL")]
public static class Pools
{
    [BpfMap(MaxEntries = 1024)]
    static readonly BpfLruHashMap<ulong, int> Owners = new();

    [Uprobe("libc:free")]
    public static int OnFree(UprobeContext context, nuint address)
    {
        if (Owners.TryGetRef((ulong)address, out BpfRef<int> owner))
            return 0;
        owner.Value = BpfHelpers.CurrentThreadId; //!!
        return 1;
    }
}
