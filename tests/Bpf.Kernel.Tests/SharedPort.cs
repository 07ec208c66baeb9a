using Bpf;

namespace Bpf.Kernel.Tests;

/// <summary>Filters packets for sockets that share a port, or selects the socket.</summary>
[BpfObject(License = "GPL")]
public static class SharedPort
{
    private const uint Payload = 8; // after the UDP header
    private const uint Udp = 17;
    private const uint Ipv4OnWire = 0x0008;

    [BpfMap(MaxEntries = 2)]
    static readonly BpfReuseportSocketArray Sockets = new();

    static ulong s_seen;
    static ulong s_strange;

    // The contents of the packet select its socket.
    [SkReuseport]
    public static bool Steer(SkReuseportContext context)
        => context.TryRead(Payload, out byte content) && Sockets.Select(context, content) == 0;

    [SkReuseport]
    public static bool Admit(SkReuseportContext context)
    {
        Interlocked.Increment(ref s_seen);
        if (context.Protocol != Udp || context.EtherType != Ipv4OnWire || context.Length != Payload + 1 || context.IsBoundToAny)
        {
            Interlocked.Increment(ref s_strange);
        }

        return context.TryRead(Payload, out byte content) && content != 0;
    }
}
