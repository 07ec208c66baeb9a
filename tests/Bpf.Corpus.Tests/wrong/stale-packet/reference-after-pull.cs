// mistake: pulling data invalidates the reference to the header
using Bpf;

[BpfObject(License = "GPL")]
public static class Pull
{
    [TcxIngress]
    public static TrafficControlAction OnPacket(TrafficControlContext context)
    {
        if (!context.TryGetRef(0, out BpfRef<EthernetHeader> ethernet))
            return TrafficControlAction.Next;
        if (!context.TryPullData(128, out PacketReader _))
            return TrafficControlAction.Next;
        return ethernet.Value.Type == EtherType.Arp ? TrafficControlAction.Drop : TrafficControlAction.Next; //!!
    }
}
