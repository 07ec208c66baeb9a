using Bpf;

namespace Bpf.Kernel.Tests.Networking;

/// <summary>Traffic control: packets and bytes of each IPv4 flow.</summary>
[BpfObject(License = "GPL")]
public static class FlowTable
{
    public struct Flow
    {
        public Ipv4Address Source;
        public Ipv4Address Destination;
        public ushort SourcePort;
        public ushort DestinationPort;
        public uint Protocol;
    }

    public struct Traffic
    {
        public ulong Packets;
        public ulong Bytes;
    }

    [BpfMap(MaxEntries = 8192)]
    static readonly BpfLruHashMap<Flow, Traffic> Flows = new();

    [TcxIngress]
    public static TrafficControlAction OnPacket(TrafficControlContext context)
    {
        PacketReader packet = context.Packet;
        if (!packet.TryRead(out EthernetHeader ethernet) || ethernet.Type != EtherType.IPv4
            || !packet.TryRead(out Ipv4Header ip) || ip.FragmentOffset != 0)
        {
            return TrafficControlAction.Next;
        }

        Flow flow = new() { Source = ip.Source, Destination = ip.Destination, Protocol = (uint)ip.Protocol };
        if (ip.Protocol == IpProtocol.Tcp && packet.TryRead(out TcpHeader tcp))
        {
            flow.SourcePort = tcp.SourcePort;
            flow.DestinationPort = tcp.DestinationPort;
        }
        else if (ip.Protocol == IpProtocol.Udp && packet.TryRead(out UdpHeader udp))
        {
            flow.SourcePort = udp.SourcePort;
            flow.DestinationPort = udp.DestinationPort;
        }

        if (Flows.TryGetRef(flow, out BpfRef<Traffic> traffic))
        {
            Interlocked.Increment(ref traffic.Value.Packets);
            Interlocked.Add(ref traffic.Value.Bytes, context.Length);
        }
        else
        {
            Flows.Update(flow, new Traffic { Packets = 1, Bytes = context.Length });
        }

        return TrafficControlAction.Next;
    }
}
