namespace Bpf.Benchmarks.ClangPairs;

[BpfObject(License = "GPL")]
public static class Latency
{
    [BpfMap(MaxEntries = 1024)]
    static readonly BpfHashMap<int, ulong> Starts = new();

    static ulong s_calls;
    static ulong s_total;
    static ulong s_longest;

    [Uprobe]
    public static int OnEntry(UprobeContext context)
    {
        Starts.Update(BpfHelpers.CurrentThreadId, BpfHelpers.MonotonicNanoseconds);
        return 0;
    }

    [Uretprobe]
    public static int OnReturn(UretprobeContext context)
    {
        int thread = BpfHelpers.CurrentThreadId;
        if (!Starts.TryGetValue(thread, out ulong start))
        {
            return 0;
        }

        ulong duration = BpfHelpers.MonotonicNanoseconds - start;
        Interlocked.Increment(ref s_calls);
        Interlocked.Add(ref s_total, duration);
        if (duration > s_longest)
        {
            s_longest = duration;
        }

        Starts.Delete(thread);
        return 0;
    }
}
