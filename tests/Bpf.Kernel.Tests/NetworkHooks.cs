using Bpf;

namespace Bpf.Kernel.Tests;

/// <summary>Packet programs: at a device in both directions, and at the sockets of a cgroup.</summary>
[BpfObject(License = "GPL")]
public static class NetworkHooks
{
    private const uint DestinationPort = 14 + 20 + 2; // Ethernet, IPv4 without options
    private const uint Payload = 14 + 20 + 8;
    private const uint IpProtocol = 9;
    private const byte Udp = 17;

    public struct Ethernet
    {
        public ulong Addresses;
        public uint Rest;
        public ushort Type;
    }

    static readonly ushort Port; // as on the wire
    static ulong s_seen;
    static ulong s_in;
    static ulong s_out;
    static ulong s_received;
    static ulong s_sent;
    static bool s_refuses;

    [TrafficControl]
    public static TrafficControlAction Either(TrafficControlContext context)
    {
        if (IsWatched(context))
        {
            Interlocked.Increment(ref s_seen);
        }

        return TrafficControlAction.Next;
    }

    [TcxIngress]
    public static TrafficControlAction DropNine(TrafficControlContext context)
    {
        if (!IsWatched(context))
        {
            return TrafficControlAction.Next;
        }

        Interlocked.Increment(ref s_in);
        return context.TryRead(Payload, out byte first) && first == 9 ? TrafficControlAction.Drop : TrafficControlAction.Next;
    }

    [TcxEgress]
    public static TrafficControlAction MakeEightTen(TrafficControlContext context)
    {
        if (!IsWatched(context))
        {
            return TrafficControlAction.Next;
        }

        Interlocked.Increment(ref s_out);
        if (context.TryGetRef(Payload, out BpfRef<byte> first) && first.Value == 8)
        {
            first.Value = 10;
        }

        context.Mark = 7;
        return TrafficControlAction.Next;
    }

    [TrafficControl]
    public static TrafficControlAction ByEtherType(TrafficControlContext context)
    {
        if (!context.TryGetRef(0, out BpfRef<Ethernet> header))
        {
            return TrafficControlAction.Drop;
        }

        context.Priority = header.Value.Type;
        return header.Value.Type == 0xDD86 ? TrafficControlAction.Redirect : TrafficControlAction.Pass;
    }

    [CgroupSkbIngress]
    public static bool OnReceive(CgroupSkbContext context)
    {
        if (context.TryRead(IpProtocol, out byte protocol) && protocol == Udp)
        {
            Interlocked.Increment(ref s_received);
        }

        return true;
    }

    [CgroupSkbEgress]
    public static bool OnSend(CgroupSkbContext context)
    {
        if (context.TryRead(IpProtocol, out byte protocol) && protocol == Udp)
        {
            Interlocked.Increment(ref s_sent);
        }

        return !s_refuses;
    }

    private static bool IsWatched(TrafficControlContext context) => context.TryRead(DestinationPort, out ushort port) && port == Port;
}
