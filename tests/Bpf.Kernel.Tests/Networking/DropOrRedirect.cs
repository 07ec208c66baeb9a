using Bpf;

namespace Bpf.Kernel.Tests.Networking;

/// <summary>XDP: drops UDP packets to one port, sends those to another out of another device, and lets the rest pass.</summary>
[BpfObject(License = "GPL")]
public static class DropOrRedirect
{
    static readonly ushort DroppedPort = 9;
    static readonly ushort RedirectedPort = 80;
    static readonly uint Device = 1;
    static ulong s_dropped;
    static ulong s_redirected;

    [Xdp]
    public static XdpAction OnPacket(XdpContext context)
    {
        PacketReader packet = context.Packet;
        if (!packet.TryRead(out EthernetHeader ethernet) || ethernet.Type != EtherType.IPv4
            || !packet.TryRead(out Ipv4Header ip) || ip.Protocol != IpProtocol.Udp || ip.FragmentOffset != 0
            || !packet.TryRead(out UdpHeader udp))
        {
            return XdpAction.Pass;
        }

        if (udp.DestinationPort == DroppedPort)
        {
            Interlocked.Increment(ref s_dropped);
            return XdpAction.Drop;
        }

        if (udp.DestinationPort == RedirectedPort)
        {
            Interlocked.Increment(ref s_redirected);
            return (XdpAction)BpfHelpers.Redirect(Device, 0);
        }

        return XdpAction.Pass;
    }
}
