// mistake: none: the logarithm of a 64-bit number has 64 values
using System.Numerics;
using Bpf;

[BpfObject(License = "GPL")]
public static class Latency
{
    static readonly ulong[] Buckets = new ulong[64];

    [Uprobe("libc:labs")]
    public static int OnCall(UprobeContext context, ulong nanoseconds)
    {
        Buckets[BitOperations.Log2(nanoseconds)]++;
        return 0;
    }
}
