// mistake: a uprobe target names a binary and a function
using Bpf;

[BpfObject(License = "GPL")]
public static class NoBinary
{
    [Uprobe("malloc")] //!!
    public static int OnMalloc(UprobeContext context, nuint size) => 0;
}
