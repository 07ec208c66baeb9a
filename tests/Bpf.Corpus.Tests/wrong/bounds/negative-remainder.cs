// mistake: the remainder of a negative number is negative
// calls: labs(-3)
// shows: s_done is 0, meant 1
using Bpf;

[BpfObject(License = "GPL")]
public static class Spread
{
    static readonly uint[] Hits = new uint[10];
    static int s_done;

    [Uprobe("libc:labs")]
    public static int OnCall(UprobeContext context, int value)
    {
        Hits[value % 10]++; //!!
        s_done = 1;
        return 0;
    }
}
