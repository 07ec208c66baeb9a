using System.Numerics;

namespace Bpf.Benchmarks.ClangPairs;

[BpfObject(License = "GPL")]
public static class Log2Histogram
{
    [BpfMap(MaxEntries = 64)]
    static readonly BpfArray<ulong> Buckets = new();

    [Uprobe]
    public static int OnCall(UprobeContext context, ulong size)
    {
        uint bucket = 0;
        if (size >= 1UL << 32) { size >>= 32; bucket += 32; }
        if (size >= 1UL << 16) { size >>= 16; bucket += 16; }
        if (size >= 1UL << 8) { size >>= 8; bucket += 8; }
        if (size >= 1UL << 4) { size >>= 4; bucket += 4; }
        if (size >= 1UL << 2) { size >>= 2; bucket += 2; }
        if (size >= 1UL << 1) { bucket += 1; }
        if (Buckets.TryGetRef(bucket, out BpfRef<ulong> count))
        {
            Interlocked.Increment(ref count.Value);
        }

        return 0;
    }
}
