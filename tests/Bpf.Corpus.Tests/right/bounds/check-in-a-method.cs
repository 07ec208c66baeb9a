// mistake: none: a method checks the index, and returns false if it is out of range
using Bpf;

[BpfObject(License = "GPL")]
public static class Kinds
{
    static readonly int[] Table = new int[32];

    static bool TryGet(int number, out int kind)
    {
        kind = 0;
        if ((uint)number >= (uint)Table.Length)
            return false;
        kind = Table[number];
        return true;
    }

    [Uprobe("libc:labs")]
    public static int OnCall(UprobeContext context, int number)
    {
        Table[0] = 1;
        return TryGet(number, out int kind) ? kind : 0;
    }
}
