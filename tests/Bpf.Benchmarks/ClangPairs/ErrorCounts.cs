namespace Bpf.Benchmarks.ClangPairs;

[BpfObject(License = "GPL")]
public static class ErrorCounts
{
    [BpfMap(MaxEntries = 134)]
    static readonly BpfArray<ulong> ByErrno = new();

    static ulong s_successes;

    [Uretprobe]
    public static int OnReturn(UretprobeContext context, int result)
    {
        if (result >= 0)
        {
            Interlocked.Increment(ref s_successes);
            return 0;
        }

        if (ByErrno.TryGetRef((uint)-result, out BpfRef<ulong> count))
        {
            Interlocked.Increment(ref count.Value);
        }

        return 0;
    }
}
