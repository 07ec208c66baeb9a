// mistake: the context is the first parameter
using Bpf;

[BpfObject(License = "GPL")]
public static class Order
{
    [Uprobe("libc:malloc")]
    public static int OnMalloc(nuint size, UprobeContext context) => 0; //!!
}
