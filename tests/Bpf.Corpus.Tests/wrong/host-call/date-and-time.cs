// mistake: the clock of the process
using Bpf;

[BpfObject(License = "GPL")]
public static class Clock
{
    static long s_last;

    [Uprobe("libc:read")]
    public static int OnRead(UprobeContext context)
    {
        s_last = DateTime.UtcNow.Ticks; //!!
        return 0;
    }
}
