// mistake: the logarithm of a 64-bit number goes to 63, not 31
// calls: labs(-1)
// shows: s_done is 0, meant 1
using System.Numerics;
using Bpf;

[BpfObject(License = "GPL")]
public static class Latency
{
    static readonly ulong[] Buckets = new ulong[32];
    static int s_done;

    [Uprobe("libc:labs")]
    public static int OnCall(UprobeContext context, ulong nanoseconds)
    {
        Buckets[BitOperations.Log2(nanoseconds)]++; //!!
        s_done = 1;
        return 0;
    }
}
