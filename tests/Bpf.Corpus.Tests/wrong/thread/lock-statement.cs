// mistake: lock uses monitors
using Bpf;

[BpfObject(License = "GPL")]
public static class Locked
{
    static readonly Lock Gate = new(); //!!
    static int s_calls;

    [Uprobe("libc:read")]
    public static int OnRead(UprobeContext context)
    {
        lock (Gate) //!!
            s_calls++;
        return 0;
    }
}
