using Bpf;

namespace Bpf.Kernel.Tests.Networking;

/// <summary>Programs at one device, each of which appends its digit to a number for a datagram to the port.</summary>
[BpfObject(License = "GPL")]
public static class DevicePrograms
{
    private const uint DestinationPort = 14 + 20 + 2; // Ethernet, IPv4 without options

    static readonly ushort Port; // as on the wire
    static ulong s_trace;
    static ulong s_packets;
    static ulong s_other;

    [TcxIngress]
    public static TrafficControlAction One(TrafficControlContext context) => Append(context, 1);

    [TcxIngress]
    public static TrafficControlAction Two(TrafficControlContext context) => Append(context, 2);

    [TcxIngress]
    public static TrafficControlAction Three(TrafficControlContext context) => Append(context, 3);

    [TcxIngress]
    public static TrafficControlAction Four(TrafficControlContext context) => Append(context, 4);

    [TcxIngress]
    public static TrafficControlAction Final(TrafficControlContext context)
    {
        Append(context, 5);
        return TrafficControlAction.Pass;
    }

    [Xdp]
    public static XdpAction OnFrame(XdpContext context)
    {
        if (context.TryRead(DestinationPort, out ushort port) && port == Port)
        {
            Interlocked.Increment(ref s_packets);
        }

        return XdpAction.Pass;
    }

    [Xdp]
    public static XdpAction OnOther(XdpContext context)
    {
        if (context.TryRead(DestinationPort, out ushort port) && port == Port)
        {
            Interlocked.Increment(ref s_other);
        }

        return XdpAction.Pass;
    }

    private static TrafficControlAction Append(TrafficControlContext context, uint digit)
    {
        if (context.TryRead(DestinationPort, out ushort port) && port == Port)
        {
            s_trace = s_trace * 10 + digit;
        }

        return TrafficControlAction.Next;
    }
}
