// mistake: the index comes from the traced program
// calls: labs(16)
// shows: s_done is 0, meant 1
using System.Runtime.CompilerServices;
using Bpf;

[BpfObject(License = "GPL")]
public static class Histogram
{
    [InlineArray(16)]
    public struct Buckets { ulong _first; }

    static Buckets s_buckets;
    static int s_done;

    [Uprobe("libc:labs")]
    public static int OnCall(UprobeContext context, int size)
    {
        s_buckets[size]++; //!!
        s_done = 1;
        return 0;
    }
}
