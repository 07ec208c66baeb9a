// mistake: a method that exists to throw
using Bpf;

[BpfObject(License = "GPL")]
public static class Guard
{
    [Uprobe("libc:read")]
    public static int OnRead(UprobeContext context, int descriptor)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(descriptor); //!!
        return descriptor;
    }
}
