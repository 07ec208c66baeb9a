// mistake: a global function cannot end the program
using Bpf;

[BpfObject(License = "GPL")]
public static class Lookup
{
    static readonly int[] Table = [3, 1, 4, 1];

    [BpfGlobalFunc]
    public static int At(int index) => Table[index]; //!!

    [Uprobe("libc:read")]
    public static int OnRead(UprobeContext context, int descriptor) => At(descriptor);
}
