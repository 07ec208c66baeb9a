// mistake: an abstract class with an override
using Bpf;

[BpfObject(License = "GPL")]
public static class Polymorphic
{
    abstract class Filter { public abstract bool Accepts(int value); }
    sealed class Odd : Filter { public override bool Accepts(int value) => (value & 1) != 0; }

    static readonly Filter Current = new Odd(); //!!

    [Uprobe("libc:read")]
    public static int OnRead(UprobeContext context, int descriptor) => Current.Accepts(descriptor) ? 1 : 0; //!!
}
