// mistake: LINQ over a static array
using Bpf;

[BpfObject(License = "GPL")]
public static class Total
{
    static readonly int[] Weights = [1, 2, 3];

    [Uprobe("libc:read")]
    public static int OnRead(UprobeContext context) => Weights.Sum(); //!!
}
