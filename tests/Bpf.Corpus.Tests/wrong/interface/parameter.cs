// mistake: a struct is passed as its interface
using Bpf;

[BpfObject(License = "GPL")]
public static class Shapes
{
    interface IWeight { int Weight { get; } }
    struct Light : IWeight { public readonly int Weight => 1; }

    static int WeightOf(IWeight item) => item.Weight; //!!

    [Uprobe("libc:read")]
    public static int OnRead(UprobeContext context) => WeightOf(new Light()); //!!
}
