// mistake: none: the value is read only where it is there
using Bpf;

[BpfObject(License = "GPL")]
public static class Budget
{
    [BpfMap(MaxEntries = 256)]
    static readonly BpfHashMap<uint, long> Left = new();

    static long RestOf(uint mark) => Left.TryGetRef(mark, out BpfRef<long> left) ? left.Value : long.MaxValue;

    [TcxEgress]
    public static TrafficControlAction OnPacket(TrafficControlContext context)
        => RestOf(context.Mark) > 0 ? TrafficControlAction.Pass : TrafficControlAction.Drop;
}
