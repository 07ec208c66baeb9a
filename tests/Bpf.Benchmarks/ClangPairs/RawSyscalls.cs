namespace Bpf.Benchmarks.ClangPairs;

[BpfObject(License = "GPL")]
public static class RawSyscalls
{
    [BpfMap(MaxEntries = 512)]
    static readonly BpfPerCpuArray<ulong> Counts = new();

    [RawTracepoint("sys_enter")]
    public static int OnEnter(RawTracepointContext context)
    {
        if (Counts.TryGetRef((uint)context.Argument(1), out BpfRef<ulong> count))
        {
            count.Value++;
        }

        return 0;
    }
}
