// mistake: none: the global function tests its index
using Bpf;

[BpfObject(License = "GPL")]
public static class Lookup
{
    static readonly int[] Table = [3, 1, 4, 1];

    [BpfGlobalFunc]
    public static int At(int index) => (uint)index < (uint)Table.Length ? Table[index] : -1;

    [Uprobe("libc:read")]
    public static int OnRead(UprobeContext context, int descriptor) => At(descriptor);
}
