// mistake: a share is computed with double
using Bpf;

[BpfObject(License = "GPL")]
public static class Share
{
    static long s_all, s_slow;

    [Uprobe("libc:read")]
    public static int OnRead(UprobeContext context)
    {
        s_all++;
        return s_slow / (double)s_all > 0.1 ? 1 : 0; //!!
    }
}
