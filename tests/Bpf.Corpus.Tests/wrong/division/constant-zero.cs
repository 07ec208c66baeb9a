// mistake: the divisor is a constant that is still 0
using Bpf;

[BpfObject(License = "GPL")]
public static class Sampling
{
    const int Every = 0;
    static int s_samples;

    [Uprobe("libc:read")]
    public static int OnRead(UprobeContext context, int descriptor)
    {
        if (descriptor % Every == 0) //!!
            s_samples++;
        return 0;
    }
}
