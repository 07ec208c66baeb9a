// mistake: the first average divides by a count of 0
// calls: labs(7)
// shows: s_average is 0, meant 7
using Bpf;

[BpfObject(License = "GPL")]
public static class Average
{
    static long s_sum, s_count, s_average;

    [Uprobe("libc:labs")]
    public static int OnCall(UprobeContext context, long value)
    {
        s_sum += value;
        s_average = s_sum / s_count; //!!
        s_count++;
        return 0;
    }
}
