// mistake: the static constructor uses the machine that builds
using Bpf;

[BpfObject(License = "GPL")]
public static class Constructed
{
    static int s_limit, s_calls;

    static Constructed()
    {
        s_limit = System.Environment.ProcessorCount * 4; //!!
    }

    [Uprobe("libc:labs")]
    public static int OnCall(UprobeContext context)
    {
        if (s_calls < s_limit)
            s_calls++;
        return 0;
    }
}
