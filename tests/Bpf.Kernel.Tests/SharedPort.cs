using Bpf;

namespace Bpf.Kernel.Tests;

/// <summary>Admits packets to sockets that share a port.</summary>
[BpfObject(License = "GPL")]
public static class SharedPort
{
    private const uint Payload = 8; // behind the UDP header
    private const uint Udp = 17;
    private const uint Ipv4OnWire = 0x0008;

    static ulong s_seen;
    static ulong s_strange;

    [SocketReuseport]
    public static bool Admit(SocketReuseportContext context)
    {
        Interlocked.Increment(ref s_seen);
        if (context.Protocol != Udp || context.EtherType != Ipv4OnWire || context.Length != Payload + 1 || context.IsBoundToAny)
            Interlocked.Increment(ref s_strange);

        return context.TryRead(Payload, out byte content) && content != 0;
    }
}
