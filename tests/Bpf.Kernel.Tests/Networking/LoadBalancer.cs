using System.Net.Sockets;
using Bpf;

namespace Bpf.Kernel.Tests.Networking;

/// <summary>Socket lookup: spreads the TCP connections to any of a range of ports over several listening sockets, by address and port of the client.</summary>
[BpfObject(License = "GPL")]
public static class LoadBalancer
{
    private const int Backends = 4;

    [BpfMap(MaxEntries = Backends)]
    static readonly BpfSocketMap Sockets = new();

    [BpfMap(MaxEntries = Backends)]
    static readonly BpfArray<ulong> Connections = new();

    static readonly ushort FirstPort = 8000;
    static readonly ushort LastPort = 8999;

    [SkLookup]
    public static SkAction OnLookup(SkLookupContext context)
    {
        if (context.Protocol != ProtocolType.Tcp || context.LocalPort < FirstPort || context.LocalPort > LastPort)
        {
            return SkAction.Pass;
        }

        uint backend = (context.RemoteAddress4 ^ context.RemotePort) % Backends;
        if (Sockets.Assign(context, backend) != 0)
        {
            return SkAction.Drop;
        }

        if (Connections.TryGetRef((int)backend, out BpfRef<ulong> count))
        {
            Interlocked.Increment(ref count.Value);
        }

        return SkAction.Pass;
    }
}
