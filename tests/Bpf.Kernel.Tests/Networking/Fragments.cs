using Bpf;

namespace Bpf.Kernel.Tests.Networking;

/// <summary>Netfilter: counts datagrams and fragments before and after the kernel puts them together.</summary>
[BpfObject(License = "GPL")]
public static class Fragments
{
    static ulong s_early;
    static ulong s_earlyParts;
    static ulong s_late;
    static ulong s_lateParts;
    static uint s_longest;

    /// <summary>In front of all that puts fragments together.</summary>
    [Netfilter(Hook = NetfilterHook.PreRouting, Priority = -450)]
    public static NetfilterVerdict OnArrival(NetfilterContext context)
    {
        if (IsDatagram(context, out Ipv4Header ip))
        {
            Interlocked.Increment(ref s_early);
            Interlocked.Add(ref s_earlyParts, ip.IsFragment ? 1UL : 0UL);
        }

        return NetfilterVerdict.Accept;
    }

    [Netfilter(Hook = NetfilterHook.PreRouting, Priority = -300, Defragment = true)]
    public static NetfilterVerdict OnWhole(NetfilterContext context)
    {
        if (IsDatagram(context, out Ipv4Header ip))
        {
            Interlocked.Increment(ref s_late);
            Interlocked.Add(ref s_lateParts, ip.IsFragment ? 1UL : 0UL);
            s_longest = Math.Max(s_longest, ip.TotalLength);
        }

        return NetfilterVerdict.Accept;
    }

    private static bool IsDatagram(NetfilterContext context, out Ipv4Header ip)
    {
        ip = default;
        return context.TryGetPacket(out BpfDynptr packet) && packet.TryRead(0, out ip) && ip.Protocol == IpProtocol.Udp;
    }
}
