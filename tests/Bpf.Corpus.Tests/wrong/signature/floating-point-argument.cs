// mistake: floating-point arguments are in other registers
using Bpf;

[BpfObject(License = "GPL")]
public static class Root
{
    [Uprobe("libm:sqrt")]
    public static int OnRoot(UprobeContext context, double value) => value > 1 ? 1 : 0; //!!
}
