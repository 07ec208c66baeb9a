using System.CommandLine;
using Bpf;
using Bpf.Vmlinux;

namespace Samples.Tools;

/// <summary>The BPF side of tcptop: bytes by process and connection, from the results of sending and receiving (kernel 6.3).</summary>
[BpfObject(License = "GPL")]
public static unsafe class TcpTop
{
    private const int ProtocolTcp = 6; // IPPROTO_TCP

    public struct Key
    {
        public Endpoints Endpoints;
        public int ProcessId;
    }

    public struct Traffic
    {
        public ulong Sent;
        public ulong Received;
    }

    [BpfMap(MaxEntries = 16384)]
    static readonly BpfHashMap<Key, Traffic> Connections = new();

    static readonly int Process;

    [BtfTracepoint("sock_send_length")]
    public static void OnSend(BtfTracepointContext context, sock* socket, int result)
    {
        if (TryFind(socket, result, out BpfRef<Traffic> traffic))
        {
            Interlocked.Add(ref traffic.Value.Sent, (ulong)result);
        }
    }

    [BtfTracepoint("sock_recv_length")]
    public static void OnReceive(BtfTracepointContext context, sock* socket, int result)
    {
        if (TryFind(socket, result, out BpfRef<Traffic> traffic))
        {
            Interlocked.Add(ref traffic.Value.Received, (ulong)result);
        }
    }

    private static bool TryFind(sock* socket, int result, out BpfRef<Traffic> traffic)
    {
        traffic = default;
        int process = BpfHelpers.CurrentProcessId;
        if (result <= 0 || socket->sk_protocol != ProtocolTcp || (Process != 0 && process != Process))
        {
            return false;
        }

        Key key = new() { Endpoints = Endpoints.Of(socket), ProcessId = process };
        if (Connections.TryGetRef(key, out traffic))
        {
            return true;
        }

        Connections.Update(key, default, BpfUpdateMode.Insert);
        return Connections.TryGetRef(key, out traffic);
    }
}

/// <summary>Shows which TCP connections carry the most bytes.</summary>
internal sealed class TcpTopTool() : Tool("tcptop", "Sum up the bytes that processes send and receive, by TCP connection.")
{
    protected override async Task RunAsync(ToolRun run, ParseResult result)
    {
        using TcpTopSkeleton skeleton = TcpTopSkeleton.Open();
        skeleton.Rodata.Process = run.ProcessId;
        skeleton.LoadAndAttach();
        await run.WaitAsync();
        skeleton.Detach();
        ToolTable table = run.Table(("pid", 8), ("local", -28), ("remote", -28), ("sent", 12), ("received", 12));
        foreach ((TcpTop.Key key, TcpTop.Traffic traffic) in skeleton.Maps.Connections.OrderByDescending(entry => entry.Value.Sent + entry.Value.Received))
        {
            table.Add(key.ProcessId, key.Endpoints.Local, key.Endpoints.Remote, traffic.Sent, traffic.Received);
        }
    }
}
