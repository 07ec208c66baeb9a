using Bpf;

namespace Bpf.Kernel.Tests.Networking;

/// <summary>XDP: counts the TCP connections that each IPv4 (mapped) or IPv6 address tries to open, behind VLAN tags and extension headers too.</summary>
[BpfObject(License = "GPL")]
public static class SynCounter
{
    [BpfMap(MaxEntries = 4096)]
    static readonly BpfLruHashMap<Ipv6Address, ulong> Requests = new();

    [Xdp]
    public static XdpAction OnPacket(XdpContext context)
    {
        PacketReader packet = context.Packet;
        if (!packet.TryRead(out EthernetHeader ethernet))
        {
            return XdpAction.Pass;
        }

        EtherType type = ethernet.Type;
        if (!packet.TrySkipVlanTags(ref type))
        {
            return XdpAction.Pass;
        }

        Ipv6Address source;
        IpProtocol protocol;
        if (type == EtherType.IPv4 && packet.TryRead(out Ipv4Header ip4) && ip4.FragmentOffset == 0)
        {
            source = ip4.Source.MapToIPv6();
            protocol = ip4.Protocol;
        }
        else if (type == EtherType.IPv6 && packet.TryRead(out Ipv6Header ip6))
        {
            source = ip6.Source;
            protocol = ip6.NextHeader;
            if (!packet.TrySkipExtensions(ref protocol))
            {
                return XdpAction.Pass;
            }
        }
        else
        {
            return XdpAction.Pass;
        }

        if (protocol != IpProtocol.Tcp || !packet.TryRead(out TcpHeader tcp) || !tcp.IsConnectionRequest)
        {
            return XdpAction.Pass;
        }

        if (Requests.TryGetRef(source, out BpfRef<ulong> count))
        {
            Interlocked.Increment(ref count.Value);
        }
        else
        {
            Requests.Update(source, 1);
        }

        return XdpAction.Pass;
    }
}
