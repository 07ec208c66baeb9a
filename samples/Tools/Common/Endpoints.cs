using System.Buffers.Binary;
using System.Net;
using Bpf;
using Bpf.Vmlinux;

namespace Samples.Tools;

/// <summary>Both ends of a connection. Programs fill it, and the host reads it.</summary>
public unsafe struct Endpoints
{
    private const int Internet = 2; // AF_INET, include/linux/socket.h

    public uint LocalAddress4;
    public uint RemoteAddress4;
    public Text16 LocalAddress6;
    public Text16 RemoteAddress6;
    public ushort LocalPort; // in the byte order of the network, like the other
    public ushort RemotePort;
    public uint Family;

    /// <summary>The address and the port of this end, as text.</summary>
    public readonly string Local => Text(LocalAddress4, LocalAddress6, LocalPort);

    /// <summary>The address and the port of the other end, as text.</summary>
    public readonly string Remote => Text(RemoteAddress4, RemoteAddress6, RemotePort);

    internal static Endpoints Of(sock* socket)
    {
        Endpoints ends = default;
        ends.Family = socket->__sk_common.skc_family;
        ends.LocalPort = Core.Read(in ((inet_sock*)socket)->inet_sport); // skc_num is 0 once a connection is closed.
        ends.RemotePort = socket->__sk_common.skc_dport;
        ends.LocalAddress4 = socket->__sk_common.skc_rcv_saddr;
        ends.RemoteAddress4 = socket->__sk_common.skc_daddr;
        BpfHelpers.TryReadKernel(&socket->__sk_common.skc_v6_rcv_saddr, out ends.LocalAddress6);
        BpfHelpers.TryReadKernel(&socket->__sk_common.skc_v6_daddr, out ends.RemoteAddress6);
        return ends;
    }

    private readonly string Text(uint four, ReadOnlySpan<byte> six, ushort port)
        => new IPEndPoint(Family == Internet ? new IPAddress(four) : new IPAddress(six), BinaryPrimitives.ReverseEndianness(port)).ToString();
}
