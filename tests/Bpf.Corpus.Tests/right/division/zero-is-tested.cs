// mistake: none: the count is tested before the division
using Bpf;

[BpfObject(License = "GPL")]
public static class Average
{
    static long s_sum, s_count, s_average;

    [Uprobe("libc:labs")]
    public static int OnCall(UprobeContext context, long value)
    {
        s_sum += value;
        s_count++;
        if (s_count != 0)
            s_average = s_sum / s_count;
        return 0;
    }
}
