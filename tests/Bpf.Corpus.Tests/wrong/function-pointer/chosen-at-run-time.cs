// mistake: an indirect call
using Bpf;

[BpfObject(License = "GPL")]
public static unsafe class Indirect
{
    static int Twice(int value) => value * 2;
    static int Half(int value) => value / 2;

    [Uprobe("libc:read")]
    public static int OnRead(UprobeContext context, int descriptor)
    {
        delegate*<int, int> change = descriptor > 2 ? &Twice : &Half; //!!
        return change(descriptor); //!!
    }
}
