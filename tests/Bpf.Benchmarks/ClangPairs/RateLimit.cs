namespace Bpf.Benchmarks.ClangPairs;

[BpfObject(License = "GPL")]
public static class RateLimit
{
    public struct Bucket
    {
        public ulong Tokens;
        public ulong Updated;
    }

    [BpfMap(MaxEntries = 1024)]
    static readonly BpfHashMap<int, Bucket> Buckets = new();

    static readonly ulong Capacity = 100;
    static readonly ulong NanosecondsPerToken = 1_000_000;
    static ulong s_allowed;
    static ulong s_dropped;

    [Uprobe]
    public static int OnCall(UprobeContext context)
    {
        int process = BpfHelpers.CurrentProcessId;
        ulong now = BpfHelpers.MonotonicNanoseconds;
        if (!Buckets.TryGetRef(process, out BpfRef<Bucket> reference))
        {
            Buckets.Update(process, new Bucket { Tokens = Capacity - 1, Updated = now });
            Interlocked.Increment(ref s_allowed);
            return 0;
        }

        ref Bucket bucket = ref reference.Value;
        ulong earned = (now - bucket.Updated) / NanosecondsPerToken;
        if (earned > 0)
        {
            bucket.Tokens = Math.Min(bucket.Tokens + earned, Capacity);
            bucket.Updated = now;
        }

        if (bucket.Tokens == 0)
        {
            Interlocked.Increment(ref s_dropped);
            return 1;
        }

        bucket.Tokens--;
        Interlocked.Increment(ref s_allowed);
        return 0;
    }
}
