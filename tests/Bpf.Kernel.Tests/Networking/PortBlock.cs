using Bpf;

namespace Bpf.Kernel.Tests.Networking;

/// <summary>Netfilter: drops datagrams to blocked ports, and counts them by port.</summary>
[BpfObject(License = "GPL")]
public static class PortBlock
{
    [BpfMap(MaxEntries = 64)]
    static readonly BpfHashMap<ushort, ulong> Blocked = new();

    static ulong s_accepted;

    [Netfilter(Hook = NetfilterHook.LocalIn)]
    public static NetfilterVerdict OnReceive(NetfilterContext context)
    {
        if (!context.TryGetPacket(out BpfDynptr packet)
            || !packet.TryRead(0, out Ipv4Header ip) || ip.Protocol != IpProtocol.Udp || ip.FragmentOffset != 0
            || !packet.TryRead(ip.HeaderLength, out UdpHeader udp))
        {
            return NetfilterVerdict.Accept;
        }

        if (Blocked.TryGetRef(udp.DestinationPort, out BpfRef<ulong> count))
        {
            Interlocked.Increment(ref count.Value);
            return NetfilterVerdict.Drop;
        }

        Interlocked.Increment(ref s_accepted);
        return NetfilterVerdict.Accept;
    }
}
