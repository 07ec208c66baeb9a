namespace Bpf.Benchmarks.ClangPairs;

[BpfObject(License = "GPL")]
public static class CountCalls
{
    [BpfMap(MaxEntries = 4)]
    static readonly BpfArray<ulong> Counters = new();

    [Uprobe]
    public static int OnCall(UprobeContext context)
    {
        if (Counters.TryGetRef(1, out BpfRef<ulong> counter))
        {
            Interlocked.Increment(ref counter.Value);
        }

        return 0;
    }
}
