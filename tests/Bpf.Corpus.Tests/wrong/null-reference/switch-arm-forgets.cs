// mistake: one arm of a switch expression reads the value although it is not there
using Bpf;

[BpfObject(License = "GPL")]
public static class Budget
{
    [BpfMap(MaxEntries = 256)]
    static readonly BpfHashMap<uint, long> Left = new();

    [TcxEgress]
    public static TrafficControlAction OnPacket(TrafficControlContext context)
    {
        bool found = Left.TryGetRef(context.Mark, out BpfRef<long> left);
        long rest = (found, context.Mark) switch
        {
            (true, 0) => 1,
            (_, 1) => left.Value, //!!
            _ => 0,
        };
        return rest > 0 ? TrafficControlAction.Pass : TrafficControlAction.Drop;
    }
}
