// mistake: a class instance
using Bpf;

[BpfObject(License = "GPL")]
public static class Objects
{
    sealed class Counter { public int Value; }

    [Uprobe("libc:read")]
    public static int OnRead(UprobeContext context)
    {
        Counter counter = new(); //!!
        counter.Value++;
        return counter.Value;
    }
}
