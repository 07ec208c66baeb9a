// mistake: when the second record cannot be reserved, the first one is forgotten
using Bpf;

[BpfObject(License = "GPL")]
public static class Renames
{
    public struct Half { public ulong Path; public ulong Time; }

    [BpfMap(ByteSize = 8192)]
    static readonly BpfRingBuffer<Half> Names = new();

    [Uprobe("libc:rename")]
    public static int OnRename(UprobeContext context, ulong from, ulong to)
    {
        if (!Names.TryReserve(out BpfRef<Half> first)) //!!
            return 0;
        if (!Names.TryReserve(out BpfRef<Half> second))
            return 0; //!!
        first.Value = new Half { Path = from, Time = 1 };
        second.Value = new Half { Path = to, Time = 2 };
        Names.Submit(first);
        Names.Submit(second);
        return 0;
    }
}
