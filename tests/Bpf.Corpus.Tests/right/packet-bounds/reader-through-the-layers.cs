// mistake: none: the reader checks each header
using Bpf;

[BpfObject(License = "GPL")]
public static class Reader
{
    [Xdp]
    public static XdpAction OnPacket(XdpContext context)
    {
        PacketReader packet = context.Packet;
        if (!packet.TryRead(out EthernetHeader ethernet))
            return XdpAction.Pass;
        EtherType type = ethernet.Type;
        if (!packet.TrySkipVlanTags(ref type) || type != EtherType.IPv4)
            return XdpAction.Pass;
        if (!packet.TryGetRef(out BpfRef<Ipv4Header> ip) || ip.Value.Protocol != IpProtocol.Udp)
            return XdpAction.Pass;
        return packet.TryRead(out UdpHeader udp) && udp.DestinationPort == 53 ? XdpAction.Drop : XdpAction.Pass;
    }
}
