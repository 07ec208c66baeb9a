// mistake: values of LRU maps are evicted at any time, but this one is per CPU as well
using Bpf;

[BpfObject(License = "GPL")]
public static class Flows
{
    public struct Flow { public BpfTimer Timer; public ulong Bytes; }

    [BpfMap(MaxEntries = 64)]
    static readonly BpfLruPerCpuHashMap<uint, Flow> Table = new(); //!!

    [TcxIngress]
    public static TrafficControlAction OnPacket(TrafficControlContext context)
    {
        if (Table.TryGetRef(context.Hash, out BpfRef<Flow> flow))
            flow.Value.Timer.Start(1_000_000);
        return TrafficControlAction.Next;
    }
}
