// mistake: the index is compared after it was used
// calls: labs(99)
// shows: s_done is 0, meant 1
using Bpf;

[BpfObject(License = "GPL")]
public static class Late
{
    static readonly int[] Kinds = new int[32];
    static int s_done;

    static int KindOf(int number) => Kinds[number]; //!!

    [Uprobe("libc:labs")]
    public static int OnCall(UprobeContext context, int number)
    {
        Kinds[1] = 7;
        int kind = KindOf(number); //!!
        s_done = number is >= 0 and < 32 ? kind : 1;
        return 0;
    }
}
