using Bpf;

namespace Bpf.Kernel.Tests.Networking;

/// <summary>XDP: changes addresses and ports in place, and resizes packets.</summary>
[BpfObject(License = "GPL")]
public static class Rewriting
{
    static readonly Ipv4Address Address = new(192, 168, 3, 4);
    static readonly Ipv6Address Address6 = new(0xFD00_1234_5678_9ABC, 0x0011_2233_4455_6677);
    static readonly ushort Port = 0x1234;

    [Xdp]
    public static XdpAction Replace(XdpContext context)
    {
        PacketReader packet = context.Packet;
        if (!packet.TryRead(out EthernetHeader ethernet))
        {
            return XdpAction.Aborted;
        }

        if (ethernet.Type == EtherType.IPv4 && packet.TryGetRef(out BpfRef<Ipv4Header> ip))
        {
            if (ip.Value.Protocol == IpProtocol.Tcp && packet.TryGetRef(out BpfRef<TcpHeader> tcp))
            {
                tcp.Value.ReplaceSourcePort(Port);
                tcp.Value.ReplaceDestinationPort(Port);
                ip.Value.ReplaceSource(Address, ref tcp.Value);
                ip.Value.ReplaceDestination(Address, ref tcp.Value);
            }
            else if (ip.Value.Protocol == IpProtocol.Udp && packet.TryGetRef(out BpfRef<UdpHeader> udp))
            {
                udp.Value.ReplaceSourcePort(Port);
                udp.Value.ReplaceDestinationPort(Port);
                ip.Value.ReplaceSource(Address, ref udp.Value);
                ip.Value.ReplaceDestination(Address, ref udp.Value);
            }

            ip.Value.DecrementTimeToLive();
            return XdpAction.Pass;
        }

        if (ethernet.Type == EtherType.IPv6 && packet.TryGetRef(out BpfRef<Ipv6Header> ip6))
        {
            if (ip6.Value.NextHeader == IpProtocol.Tcp && packet.TryGetRef(out BpfRef<TcpHeader> tcp))
            {
                ip6.Value.ReplaceSource(Address6, ref tcp.Value);
                ip6.Value.ReplaceDestination(Address6, ref tcp.Value);
            }
            else if (ip6.Value.NextHeader == IpProtocol.Udp && packet.TryGetRef(out BpfRef<UdpHeader> udp))
            {
                ip6.Value.ReplaceSource(Address6, ref udp.Value);
                ip6.Value.ReplaceDestination(Address6, ref udp.Value);
            }

            return XdpAction.Pass;
        }

        return XdpAction.Drop;
    }

    [Xdp]
    public static XdpAction PushTag(XdpContext context)
        => context.TryPushVlan(EtherType.Vlan, 0x2064, out PacketReader packet)
            && packet.TryRead(out EthernetHeader ethernet) && ethernet.Type == EtherType.Vlan
            && packet.TryRead(out VlanTag tag) && tag.Id == 100 && tag.Priority == 1 && !tag.IsDropEligible && tag.Type == EtherType.IPv4
            ? XdpAction.Pass : XdpAction.Drop;

    [Xdp]
    public static XdpAction PopTag(XdpContext context)
        => context.TryPopVlan(out VlanTag tag, out PacketReader packet) && tag.Id == 100
            && packet.TryRead(out EthernetHeader ethernet) && ethernet.Type == EtherType.IPv4
            ? XdpAction.Pass : XdpAction.Drop;

    [Xdp]
    public static XdpAction Shorten(XdpContext context)
        => context.TryAdjustTail(-4, out PacketReader packet) && packet.TrySkip(40) && packet.Offset == 40 && !packet.TrySkip(1000) && packet.Offset == 40
            ? XdpAction.Pass : XdpAction.Drop;

    [TrafficControl]
    public static TrafficControlAction ReplaceInBuffer(TrafficControlContext context)
    {
        PacketReader packet = context.Packet;
        if (!packet.TryRead(out EthernetHeader ethernet))
        {
            return TrafficControlAction.Drop;
        }

        uint offset = packet.Offset;
        PacketEditor editor = context.Editor;
        if (ethernet.Type == EtherType.IPv4 && packet.TryRead(out Ipv4Header ip))
        {
            return editor.TryReplaceSource(offset, ip, Address) && editor.TryReplaceDestination(offset, ip, Address)
                ? TrafficControlAction.Pass : TrafficControlAction.Drop;
        }

        if (ethernet.Type == EtherType.IPv6 && packet.TryRead(out Ipv6Header ip6))
        {
            IpProtocol protocol = ip6.NextHeader;
            uint transport = packet.Offset;
            return editor.TryReplaceSource(offset, ip6, Address6, transport, protocol)
                && editor.TryReplaceDestination(offset, ip6, Address6, transport, protocol)
                ? TrafficControlAction.Pass : TrafficControlAction.Drop;
        }

        return TrafficControlAction.Drop;
    }
}
