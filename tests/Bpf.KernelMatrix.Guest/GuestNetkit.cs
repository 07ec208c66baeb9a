using Bpf;

namespace Bpf.KernelMatrix.Guest;

/// <summary>Programs at both devices of a netkit pair, whose packets have an Ethernet header.</summary>
[BpfObject(License = "GPL")]
public static class GuestNetkit
{
    private const uint DestinationPort = 14 + 20 + 2; // Ethernet, IPv4 without options

    static readonly ushort Port; // as on the wire
    static ulong s_primary;
    static ulong s_peer;

    [Netkit(NetkitEndpoint.Primary)]
    public static TrafficControlAction First(TrafficControlContext context) => Append(context, 1, TrafficControlAction.Next);

    [Netkit(NetkitEndpoint.Primary)]
    public static TrafficControlAction Second(TrafficControlContext context) => Append(context, 2, TrafficControlAction.Drop);

    [Netkit(NetkitEndpoint.Peer)]
    public static TrafficControlAction OnPeer(TrafficControlContext context)
    {
        if (context.TryRead(DestinationPort, out ushort port) && port == Port)
        {
            Interlocked.Increment(ref s_peer);
        }

        return TrafficControlAction.Drop;
    }

    private static TrafficControlAction Append(TrafficControlContext context, uint digit, TrafficControlAction verdict)
    {
        if (context.TryRead(DestinationPort, out ushort port) && port == Port)
        {
            s_primary = s_primary * 10 + digit;
        }

        return verdict;
    }
}
