// mistake: a program cannot sleep
using Bpf;

[BpfObject(License = "GPL")]
public static class Waiting
{
    [Uprobe("libc:read")]
    public static int OnRead(UprobeContext context)
    {
        Thread.Sleep(1); //!!
        return 0;
    }
}
