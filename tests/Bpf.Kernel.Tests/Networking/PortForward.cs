using Bpf;

namespace Bpf.Kernel.Tests.Networking;

/// <summary>Traffic control: sends what comes for one address and port to another, and writes the first into the answers; checksums stay right.</summary>
[BpfObject(License = "GPL")]
public static class PortForward
{
    static readonly Ipv4Address PublicAddress = new(10, 0, 0, 2);
    static readonly ushort PublicPort = 80;
    static readonly Ipv4Address Address = new(10, 0, 0, 9);
    static readonly ushort Port = 8080;
    static ulong s_in;
    static ulong s_out;

    [TcxIngress]
    public static TrafficControlAction OnRequest(TrafficControlContext context)
    {
        PacketReader packet = context.Packet;
        if (!packet.TryRead(out EthernetHeader ethernet) || ethernet.Type != EtherType.IPv4)
        {
            return TrafficControlAction.Next;
        }

        uint ipOffset = packet.Offset;
        if (!packet.TryRead(out Ipv4Header ip) || ip.Destination != PublicAddress || ip.FragmentOffset != 0)
        {
            return TrafficControlAction.Next;
        }

        uint offset = packet.Offset;
        PacketEditor editor = context.Editor;
        if (ip.Protocol == IpProtocol.Tcp && packet.TryRead(out TcpHeader tcp) && tcp.DestinationPort == PublicPort)
        {
            if (!editor.TryReplaceDestinationPort(offset, tcp, Port) || !editor.TryReplaceDestination(ipOffset, ip, Address))
            {
                return TrafficControlAction.Drop;
            }
        }
        else if (ip.Protocol == IpProtocol.Udp && packet.TryRead(out UdpHeader udp) && udp.DestinationPort == PublicPort)
        {
            if (!editor.TryReplaceDestinationPort(offset, udp, Port) || !editor.TryReplaceDestination(ipOffset, ip, Address))
            {
                return TrafficControlAction.Drop;
            }
        }
        else
        {
            return TrafficControlAction.Next;
        }

        Interlocked.Increment(ref s_in);
        return TrafficControlAction.Next;
    }

    [TcxEgress]
    public static TrafficControlAction OnAnswer(TrafficControlContext context)
    {
        PacketReader packet = context.Packet;
        if (!packet.TryRead(out EthernetHeader ethernet) || ethernet.Type != EtherType.IPv4)
        {
            return TrafficControlAction.Next;
        }

        uint ipOffset = packet.Offset;
        if (!packet.TryRead(out Ipv4Header ip) || ip.Source != Address || ip.FragmentOffset != 0)
        {
            return TrafficControlAction.Next;
        }

        uint offset = packet.Offset;
        PacketEditor editor = context.Editor;
        if (ip.Protocol == IpProtocol.Tcp && packet.TryRead(out TcpHeader tcp) && tcp.SourcePort == Port)
        {
            if (!editor.TryReplaceSourcePort(offset, tcp, PublicPort) || !editor.TryReplaceSource(ipOffset, ip, PublicAddress))
            {
                return TrafficControlAction.Drop;
            }
        }
        else if (ip.Protocol == IpProtocol.Udp && packet.TryRead(out UdpHeader udp) && udp.SourcePort == Port)
        {
            if (!editor.TryReplaceSourcePort(offset, udp, PublicPort) || !editor.TryReplaceSource(ipOffset, ip, PublicAddress))
            {
                return TrafficControlAction.Drop;
            }
        }
        else
        {
            return TrafficControlAction.Next;
        }

        Interlocked.Increment(ref s_out);
        return TrafficControlAction.Next;
    }
}
