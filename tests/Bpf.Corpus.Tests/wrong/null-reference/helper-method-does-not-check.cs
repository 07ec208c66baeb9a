// mistake: the method that gets the reference trusts its caller, and the caller trusts the map
using Bpf;

[BpfObject(License = "GPL")]
public static class Allocations
{
    public struct Sizes { public ulong Smallest; public ulong Largest; public ulong Sum; }

    [BpfMap(MaxEntries = 512)]
    static readonly BpfHashMap<int, Sizes> BySize = new();

    static void Add(BpfRef<Sizes> sizes, ulong size)
    {
        sizes.Value.Sum += size; //!!
        if (size > sizes.Value.Largest)
            sizes.Value.Largest = size;
    }

    [Uprobe("libc:calloc")]
    public static int OnCalloc(UprobeContext context, nuint count, nuint size)
    {
        BySize.TryGetRef(BpfHelpers.CurrentProcessId, out BpfRef<Sizes> sizes);
        Add(sizes, count * size); //!!
        return 0;
    }
}
