// mistake: none: the remainder of an unsigned number
using Bpf;

[BpfObject(License = "GPL")]
public static class Spread
{
    static readonly uint[] Hits = new uint[10];

    [Uprobe("libc:labs")]
    public static int OnCall(UprobeContext context, uint value)
    {
        Hits[value % (uint)Hits.Length]++;
        return 0;
    }
}
