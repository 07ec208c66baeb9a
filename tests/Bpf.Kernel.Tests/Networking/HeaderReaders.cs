using System.Buffers.Binary;
using Bpf;

namespace Bpf.Kernel.Tests.Networking;

/// <summary>Programs of every kind with packets that read headers by <c>Packet</c>, apart from those of devices and cgroups.</summary>
[BpfObject(License = "GPL")]
public static unsafe class HeaderReaders
{
    /// <summary>A message of a stream: its length and kind, then as many bytes.</summary>
    public struct MessageHeader
    {
        public ushort Length;
        public ushort Kind;
    }

    [BpfMap(MaxEntries = 2)]
    static readonly BpfReuseportSocketArray Receivers = new();

    [BpfMap(MaxEntries = 2)]
    static readonly BpfSocketMap Streams = new();

    static readonly ushort Port;
    static ulong s_matched;
    static ulong s_bytes;
    static ulong s_failed;
    static ulong s_cleared;
    static uint s_offset;

    // What the datagram says selects its socket.
    [SkReuseport]
    public static bool Steer(SkReuseportContext context)
    {
        PacketLoader<SocketBufferSource> packet = context.Packet;
        if (!packet.TryRead(out UdpHeader udp) || udp.DestinationPort != Port || !packet.TryRead(out byte index))
        {
            s_failed++;
            return true;
        }

        s_matched++;
        s_bytes += udp.Length;
        return Receivers.Select(context, index) == 0;
    }

    [Netfilter(Hook = NetfilterHook.LocalIn)]
    public static NetfilterVerdict OnReceive(NetfilterContext context)
    {
        PacketLoader<NetfilterSource> packet = context.Packet;
        if (!packet.TryRead(out Ipv4Header ip) || ip.Protocol != IpProtocol.Udp || !packet.TryRead(out UdpHeader udp) || udp.DestinationPort != Port)
        {
            return NetfilterVerdict.Accept;
        }

        s_matched++;
        s_bytes += ip.TotalLength;
        s_offset = packet.Offset;
        Span<byte> contents = stackalloc byte[4];
        if (!packet.TryRead(contents))
        {
            s_failed++;
            s_cleared += contents[0] == 0 && contents[3] == 0 && !packet.TryRead(out uint missing) && missing == 0 ? 1UL : 0;
            return NetfilterVerdict.Accept;
        }

        return contents[0] == 'x' ? NetfilterVerdict.Drop : NetfilterVerdict.Accept;
    }

    // The kernel dissects a packet whose hash it does not know.
    [TcxIngress]
    public static TrafficControlAction Hash(TrafficControlContext context)
    {
        BpfHelpers.SetHashInvalid(context.Pointer);
        _ = BpfHelpers.GetHashRecalc(context.Pointer);
        return TrafficControlAction.Next;
    }

    [FlowDissector]
    public static FlowDissectorAction Dissect(FlowDissectorContext context)
    {
        ushort network = context.Keys.Value.NetworkOffset;
        PacketReader packet = context.Packet;
        if (!packet.TrySkip(network) || !packet.TryRead(out Ipv4Header ip) || ip.Protocol != IpProtocol.Udp || !packet.TryRead(out UdpHeader udp) || udp.DestinationPort != Port)
        {
            return FlowDissectorAction.Continue;
        }

        PacketLoader<SocketBufferSource> again = context.PacketWithFragments;
        again.Skip(network);
        if (!again.TryRead(out Ipv4Header copy) || copy.Source != ip.Source || again.Offset != packet.Offset - 8)
        {
            s_failed++;
        }

        s_matched++;
        s_bytes += udp.Length;
        s_offset = packet.Offset - network;
        FlowKeys keys = context.Keys.Value;
        keys.AddressProtocol = 0x0800;
        keys.IpProtocol = (byte)ip.Protocol;
        keys.TransportOffset = (ushort)again.Offset;
        keys.SourcePort = BinaryPrimitives.ReverseEndianness(udp.SourcePort);
        keys.DestinationPort = BinaryPrimitives.ReverseEndianness(udp.DestinationPort);
        context.Keys.Value = keys;
        return FlowDissectorAction.Ok;
    }

    // A message of kind 1 goes back to its sender, others to the socket's owner.
    [SkSkb(SkSkbHook.Verdict)]
    public static SkAction OnMessage(SkSkbContext context)
    {
        PacketLoader<SocketBufferSource> packet = context.Packet;
        if (!packet.TryRead(out MessageHeader header) || packet.Offset + header.Length != context.Length)
        {
            s_failed++;
            return SkAction.Pass;
        }

        s_matched++;
        s_bytes += header.Length;
        return header.Kind == 1 ? Streams.Redirect(context, 0) : SkAction.Pass;
    }

    // Counts frames by what is in their last bytes, in whichever fragment.
    [Xdp(Fragments = true)]
    public static XdpAction OnFrame(XdpContext context)
    {
        PacketLoader<XdpSource> packet = context.PacketWithFragments;
        if (!packet.TryRead(out EthernetHeader ethernet) || ethernet.Type != EtherType.IPv4 || !packet.TryRead(out Ipv4Header ip)
            || ip.Protocol != IpProtocol.Udp || !packet.TryRead(out UdpHeader udp) || udp.DestinationPort != Port)
        {
            return XdpAction.Pass;
        }

        s_matched++;
        s_bytes += context.Length;
        packet.Skip(udp.Length - 8U - sizeof(uint));
        if (!packet.TryRead(out uint last))
        {
            s_failed++;
            return XdpAction.Pass;
        }

        Span<byte> beyond = stackalloc byte[8];
        beyond.Fill(7);
        if (!packet.TryRead(out ushort none) && none == 0 && !packet.TryRead(beyond) && beyond[0] == 0 && beyond[7] == 0)
        {
            s_cleared++;
        }

        return last == 0xDEAD ? XdpAction.Drop : XdpAction.Pass;
    }

    // Takes only frames without fragments.
    [Xdp]
    public static XdpAction OnLinearFrame(XdpContext context) => XdpAction.Pass;
}
