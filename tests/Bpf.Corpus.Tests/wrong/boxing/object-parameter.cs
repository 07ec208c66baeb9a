// mistake: a number is passed as an object
using Bpf;

[BpfObject(License = "GPL")]
public static class Boxed
{
    static bool IsZero(object value) => value is 0; //!!

    [Uprobe("libc:read")]
    public static int OnRead(UprobeContext context, int descriptor) => IsZero(descriptor) ? 1 : 0; //!!
}
