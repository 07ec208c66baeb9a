// mistake: none: the compiler evaluates the static constructor
using Bpf;

[BpfObject(License = "GPL")]
public static class Constructed
{
    static readonly int Limit;
    static int s_calls;

    static Constructed()
    {
        Limit = 64;
    }

    [Uprobe("libc:labs")]
    public static int OnCall(UprobeContext context)
    {
        if (s_calls < Limit)
            s_calls++;
        return 0;
    }
}
