using Bpf;

namespace Bpf.KernelMatrix.Guest;

/// <summary>Packet programs that old kernels can load too.</summary>
[BpfObject(License = "GPL")]
public static class GuestPackets
{
    private const uint DestinationPort = 20 + 2; // IPv4 without options
    private const uint EthernetHeader = 14;

    static readonly ushort Port; // as on the wire
    static ulong s_packets;
    static ulong s_frames;
    static ulong s_received;
    static ulong s_sent;

    [TrafficControl]
    public static TrafficControlAction OnTraffic(TrafficControlContext context)
    {
        if (context.TryRead(EthernetHeader + DestinationPort, out ushort port) && port == Port)
        {
            Interlocked.Increment(ref s_packets);
        }

        return TrafficControlAction.Next;
    }

    [Xdp]
    public static XdpAction OnFrame(XdpContext context)
    {
        // TryRead needs a helper of kernel 5.18.
        if (context.TryGetRef(EthernetHeader + DestinationPort, out BpfRef<ushort> port) && port.Value == Port)
        {
            Interlocked.Increment(ref s_frames);
        }

        return XdpAction.Pass;
    }

    [CgroupSkbIngress]
    public static bool OnReceive(CgroupSkbContext context)
    {
        if (context.TryRead(DestinationPort, out ushort port) && port == Port)
        {
            Interlocked.Increment(ref s_received);
        }

        return true;
    }

    [CgroupSkbEgress]
    public static bool OnSend(CgroupSkbContext context)
    {
        if (context.TryRead(DestinationPort, out ushort port) && port == Port)
        {
            Interlocked.Increment(ref s_sent);
        }

        return true;
    }
}
