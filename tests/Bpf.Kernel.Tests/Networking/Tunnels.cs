using Bpf;

namespace Bpf.Kernel.Tests.Networking;

/// <summary>Programs at routes. Those for IPv4 count datagrams, and drop those that begin with a 9.</summary>
[BpfObject(License = "GPL")]
public static class Tunnels
{
    private const uint Protocol = 9;
    private const uint Payload = 20 + 8; // IPv4 without options, UDP
    private const byte Udp = 17;
    private const byte RoutingHeader = 43;

    static ulong s_in;
    static ulong s_out;
    static ulong s_sent;
    static ulong s_segments;

    [Lwt(LwtHook.Input)]
    public static LwtAction OnInput(LwtContext context)
    {
        if (IsDatagram(context))
        {
            Interlocked.Increment(ref s_in);
        }

        return Decide(context);
    }

    [Lwt(LwtHook.Output)]
    public static LwtAction OnOutput(LwtContext context)
    {
        if (IsDatagram(context))
        {
            Interlocked.Increment(ref s_out);
        }

        return Decide(context);
    }

    [Lwt(LwtHook.Transmit)]
    public static LwtAction OnTransmit(LwtContext context)
    {
        if (IsDatagram(context))
        {
            Interlocked.Increment(ref s_sent);
            if (context.TryGetRef(Payload, out BpfRef<byte> first) && first.Value == 8)
            {
                first.Value = 10;
            }
        }

        return Decide(context);
    }

    [Lwt(LwtHook.Seg6Local)]
    public static LwtAction OnSegment(LwtContext context)
    {
        if (context.TryRead(6, out byte next) && next == RoutingHeader)
        {
            Interlocked.Increment(ref s_segments);
        }

        return LwtAction.Ok;
    }

    private static bool IsDatagram(LwtContext context) => context.TryRead(Protocol, out byte protocol) && protocol == Udp;

    private static LwtAction Decide(LwtContext context)
        => IsDatagram(context) && context.TryRead(Payload, out byte first) && first == 9 ? LwtAction.Drop : LwtAction.Ok;
}
