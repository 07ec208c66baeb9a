// mistake: the last valid index is Length - 1
// calls: labs(8)
// shows: s_done is 0, meant 1
using Bpf;

[BpfObject(License = "GPL")]
public static class Levels
{
    static readonly ulong[] Counts = new ulong[8];
    static int s_done;

    [Uprobe("libc:labs")]
    public static int OnCall(UprobeContext context, int level)
    {
        if (level < 0 || level > Counts.Length)
            return 0;
        Counts[level]++; //!!
        s_done = 1;
        return 0;
    }
}
