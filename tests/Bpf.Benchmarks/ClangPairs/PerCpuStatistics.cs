namespace Bpf.Benchmarks.ClangPairs;

[BpfObject(License = "GPL")]
public static class PerCpuStatistics
{
    public struct Statistics
    {
        public ulong Count;
        public ulong Sum;
        public ulong Smallest;
        public ulong Largest;
    }

    [BpfMap(MaxEntries = 1)]
    static readonly BpfPerCpuArray<Statistics> Values = new();

    [Uprobe]
    public static int OnCall(UprobeContext context, ulong value)
    {
        if (!Values.TryGetRef(0, out BpfRef<Statistics> reference))
        {
            return 0;
        }

        ref Statistics statistics = ref reference.Value;
        if (statistics.Count == 0 || value < statistics.Smallest)
        {
            statistics.Smallest = value;
        }

        statistics.Largest = Math.Max(statistics.Largest, value);
        statistics.Count++;
        statistics.Sum += value;
        return 0;
    }
}
