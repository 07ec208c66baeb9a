using Bpf;

namespace Bpf.Kernel.Tests.Networking;

/// <summary>A packet socket's filter: sends the name and type of each DNS query to user space, and keeps no packet.</summary>
[BpfObject(License = "GPL")]
public static class DnsSnoop
{
    private const ushort DnsPort = 53;
    private const int NameLength = 64;

    public struct Query
    {
        public Ipv4Address Client;
        public ushort Id;
        public ushort Length;
        public Name Labels;
    }

    /// <summary>The name as in the message: labels, each after its length.</summary>
    [System.Runtime.CompilerServices.InlineArray(NameLength)]
    public struct Name
    {
        private byte _first;
    }

    [BpfMap(ByteSize = 1 << 16)]
    static readonly BpfRingBuffer<Query> Queries = new();

    static ulong s_lost;

    [SocketFilter]
    public static int OnPacket(SocketFilterContext context)
    {
        PacketLoader<SocketBufferSource> packet = context.Packet;
        if (!packet.TryRead(out EthernetHeader ethernet) || ethernet.Type != EtherType.IPv4
            || !packet.TryRead(out Ipv4Header ip) || ip.Protocol != IpProtocol.Udp || ip.FragmentOffset != 0
            || !packet.TryRead(out UdpHeader udp) || udp.DestinationPort != DnsPort
            || !packet.TryRead(out DnsHeader dns) || dns.IsResponse || dns.QuestionCount == 0)
        {
            return 0;
        }

        uint left = context.Length - packet.Offset;
        if (left > NameLength)
        {
            left = NameLength;
        }

        if (!Queries.TryReserve(out BpfRef<Query> query))
        {
            Interlocked.Increment(ref s_lost);
            return 0;
        }

        query.Value.Client = ip.Source;
        query.Value.Id = dns.Id;
        query.Value.Length = (ushort)left;
        if (!packet.TryRead(query.Value.Labels[..(int)left]))
        {
            Queries.Discard(query);
            return 0;
        }

        Queries.Submit(query);
        return 0;
    }
}
