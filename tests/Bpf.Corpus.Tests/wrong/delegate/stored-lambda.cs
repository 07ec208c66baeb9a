// mistake: a lambda in a local variable
using Bpf;

[BpfObject(License = "GPL")]
public static class Stored
{
    [Uprobe("libc:read")]
    public static int OnRead(UprobeContext context, int descriptor)
    {
        Func<int, int> twice = value => value * 2; //!!
        return twice(descriptor); //!!
    }
}
