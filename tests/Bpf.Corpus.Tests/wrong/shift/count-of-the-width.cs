// mistake: a shift by 32 of an int is a shift by 0
// calls: labs(5)
// shows: s_high is 5, meant 0
using Bpf;

[BpfObject(License = "GPL")]
public static class Halves
{
    static int s_high;

    [Uprobe("libc:labs")]
    public static int OnCall(UprobeContext context, int value)
    {
        s_high = value >> 32; //!!
        return 0;
    }
}
