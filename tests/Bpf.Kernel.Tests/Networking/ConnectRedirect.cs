using Bpf;

namespace Bpf.Kernel.Tests.Networking;

/// <summary>A cgroup's connections: those to a service go to its backend.</summary>
[BpfObject(License = "GPL")]
public static class ConnectRedirect
{
    public struct Endpoint
    {
        public Ipv4Address Address;
        public ushort Port;
        public ushort Reserved;
    }

    [BpfMap(MaxEntries = 64)]
    static readonly BpfHashMap<Endpoint, Endpoint> Backends = new();

    static ulong s_redirected;
    static ulong s_others;

    [CgroupSocketAddress(CgroupSocketAddressHook.Connect4)]
    public static bool OnConnect(CgroupSocketAddressContext context)
    {
        Endpoint service = new() { Address = context.Address4, Port = context.Port };
        if (!Backends.TryGetRef(service, out BpfRef<Endpoint> backend))
        {
            Interlocked.Increment(ref s_others);
            return true;
        }

        context.Address4 = backend.Value.Address;
        context.Port = backend.Value.Port;
        Interlocked.Increment(ref s_redirected);
        return true;
    }
}
