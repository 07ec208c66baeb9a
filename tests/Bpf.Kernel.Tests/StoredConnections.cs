using Bpf;

namespace Bpf.Kernel.Tests;

/// <summary>Maps of sockets that a program fills with the connections of a cgroup, and what is then passed without the network.</summary>
[BpfObject(License = "GPL")]
public static class StoredConnections
{
    [BpfMap(MaxEntries = 64)]
    static readonly BpfSocketHash<ulong> ByPorts = new();

    [BpfMap(MaxEntries = 1)]
    static readonly BpfSocketMap Last = new();

    static uint s_stored;
    static uint s_refused;
    static ulong s_messages;
    static ulong s_bytes;

    /// <summary>Stores both ends of each connection.</summary>
    [SockOps]
    public static void StoreEnds(SockOpsContext context)
    {
        if (context.Operation == SockOpsOperation.Connect)
        {
            s_refused += ByPorts.Update(context, 1) < 0 ? 1U : 0; // not established yet
        }

        if (context.Operation is SockOpsOperation.ActiveEstablished or SockOpsOperation.PassiveEstablished)
        {
            s_stored += ByPorts.Update(context, KeyOf(context.LocalPort, context.RemotePort), BpfUpdateMode.Insert) == 0 ? 1U : 0;
        }
    }

    /// <summary>Puts what one end sends into the queue of the other.</summary>
    [SkMsg]
    public static SkAction Pass(SkMsgContext context)
    {
        s_messages++;
        s_bytes += context.Length;
        return ByPorts.RedirectMessage(context, KeyOf(context.RemotePort, context.LocalPort), SocketRedirect.Receive);
    }

    /// <summary>Stores the end of each connection that was accepted last.</summary>
    [SockOps]
    public static void StoreServer(SockOpsContext context)
    {
        if (context.Operation == SockOpsOperation.PassiveEstablished)
        {
            s_stored += Last.Update(context, 0) == 0 ? 1U : 0;
            s_refused += Last.Update(context, 0) == -16 ? 1U : 0; // EBUSY: the socket has the program of the map
        }
    }

    /// <summary>Sends back what the socket receives.</summary>
    [SkSkb(SkSkbHook.Verdict)]
    public static SkAction Reflect(SkSkbContext context)
    {
        if (context.Length == 0)
        {
            return SkAction.Pass; // the end of the stream
        }

        s_messages++;
        s_bytes += context.Length;
        return Last.Redirect(context, 0);
    }

    private static ulong KeyOf(ushort local, ushort remote) => (ulong)local << 32 | remote;
}
