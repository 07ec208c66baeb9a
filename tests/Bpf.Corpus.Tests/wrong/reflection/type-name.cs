// mistake: reflection
using Bpf;

[BpfObject(License = "GPL")]
public static class Reflect
{
    [Uprobe("libc:read")]
    public static int OnRead(UprobeContext context, int descriptor) => descriptor.GetType().Name.Length; //!!
}
