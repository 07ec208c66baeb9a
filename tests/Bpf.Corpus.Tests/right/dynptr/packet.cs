// mistake: none: a dynptr of the packet
using Bpf;

[BpfObject(License = "GPL")]
public static class Packets
{
    [TcxIngress]
    public static TrafficControlAction OnPacket(TrafficControlContext context)
    {
        if (!context.TryGetPacket(out BpfDynptr packet) || !packet.TryRead(14, out byte first))
            return TrafficControlAction.Next;
        return first >> 4 == 4 ? TrafficControlAction.Next : TrafficControlAction.Drop;
    }
}
