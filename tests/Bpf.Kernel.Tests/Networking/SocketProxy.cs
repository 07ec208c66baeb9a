using Bpf;

namespace Bpf.Kernel.Tests.Networking;

/// <summary>Socket map: passes what one connection of a proxy receives to the other, without the proxy's process.</summary>
[BpfObject(License = "GPL")]
public static class SocketProxy
{
    [BpfMap(MaxEntries = 64)]
    static readonly BpfSocketMap Sockets = new();

    /// <summary>Index of the other socket, by the local and the remote port of the one.</summary>
    [BpfMap(MaxEntries = 64)]
    static readonly BpfHashMap<uint, uint> Others = new();

    static ulong s_bytes;
    static ulong s_unknown;

    [SkSkb(SkSkbHook.Verdict)]
    public static SkAction OnData(SkSkbContext context)
    {
        uint ports = (uint)context.LocalPort << 16 | context.RemotePort;
        if (!Others.TryGetRef(ports, out BpfRef<uint> other))
        {
            Interlocked.Increment(ref s_unknown);
            return SkAction.Pass;
        }

        Interlocked.Add(ref s_bytes, context.Length);
        return Sockets.Redirect(context, other.Value);
    }
}
