// mistake: a mask of 16 instead of 15
// calls: labs(16)
// shows: s_done is 0, meant 1
using Bpf;

[BpfObject(License = "GPL")]
public static class Ring
{
    const int Size = 16;
    static readonly ulong[] Times = new ulong[Size];
    static int s_done;

    [Uprobe("libc:labs")]
    public static int OnCall(UprobeContext context, int number)
    {
        Times[number & Size] = BpfHelpers.MonotonicNanoseconds; //!!
        s_done = 1;
        return 0;
    }
}
