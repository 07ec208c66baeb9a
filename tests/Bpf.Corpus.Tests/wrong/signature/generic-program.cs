// mistake: a program has no type arguments
using Bpf;

[BpfObject(License = "GPL")]
public static class Generic
{
    [Uprobe("libc:malloc")]
    public static int OnMalloc<T>(UprobeContext context) where T : unmanaged => 0; //!!
}
