// mistake: none: one condition checks both references
using Bpf;

[BpfObject(License = "GPL")]
public static class Pairs
{
    [BpfMap(MaxEntries = 64)]
    static readonly BpfHashMap<uint, ulong> Packets = new();

    [BpfMap(MaxEntries = 64)]
    static readonly BpfHashMap<uint, ulong> Bytes = new();

    [TcxIngress]
    public static TrafficControlAction OnPacket(TrafficControlContext context)
    {
        uint device = context.Interface;
        if (Packets.TryGetRef(device, out BpfRef<ulong> packets) & Bytes.TryGetRef(device, out BpfRef<ulong> bytes))
        {
            packets.Value++;
            bytes.Value += context.Length;
        }

        return TrafficControlAction.Next;
    }
}
