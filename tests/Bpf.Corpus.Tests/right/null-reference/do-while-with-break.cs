// mistake: none: the loop is left when the lookup fails
using Bpf;

[BpfObject(License = "GPL")]
public static class Walk
{
    public struct Node { public uint Next; public int Value; }

    [BpfMap(MaxEntries = 64)]
    static readonly BpfArray<Node> Nodes = new();

    [Uprobe("libc:read")]
    public static int OnRead(UprobeContext context, uint start)
    {
        int sum = 0;
        uint at = start;
        for (int i = 0; i < 8; i++)
        {
            if (!Nodes.TryGetRef(at, out BpfRef<Node> node))
                break;
            sum += node.Value.Value;
            at = node.Value.Next;
        }

        return sum;
    }
}
