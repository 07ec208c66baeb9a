// mistake: dynamic needs the runtime
using Bpf;

[BpfObject(License = "GPL")]
public static class Dynamic
{
    static int Twice(dynamic value) => value * 2; //!!

    [Uprobe("libc:read")]
    public static int OnRead(UprobeContext context, int descriptor) => Twice(descriptor); //!!
}
