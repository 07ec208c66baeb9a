using System.CommandLine;
using Bpf;
using Bpf.Vmlinux;

namespace Samples.Tools;

/// <summary>The BPF side of tcplife: a record for each TCP connection that ends.</summary>
[BpfObject(License = "GPL")]
public static unsafe class TcpLife
{
    // include/net/tcp_states.h
    private const int SynSent = 2;
    private const int FinWait1 = 4;
    private const int Close = 7;
    private const int LastAck = 9;
    private const int Listen = 10;
    private const int ProtocolTcp = 6; // IPPROTO_TCP

    public struct Birth
    {
        public ulong Time;
        public int ProcessId;
        public Text16 Name;
        public int Reserved;
    }

    public struct Connection
    {
        public Birth Birth;
        public ulong Nanoseconds;
        public ulong Sent;
        public ulong Received;
        public Endpoints Endpoints;
    }

    [BpfMap(MaxEntries = 32768)]
    static readonly BpfHashMap<ulong, Birth> Births = new();

    [BpfMap(ByteSize = 256 * 1024)]
    static readonly BpfRingBuffer<Connection> Connections = new();

    static ulong s_lost;

    [BtfTracepoint("inet_sock_set_state")]
    public static void OnState(BtfTracepointContext context, sock* socket, int from, int to)
    {
        if (socket->sk_protocol != ProtocolTcp || from == Listen || to == Listen)
        {
            return;
        }

        ulong now = BpfHelpers.MonotonicNanoseconds;
        ulong id = (ulong)socket;
        if (!Births.TryGetValue(id, out Birth birth))
        {
            birth.Time = now;
        }

        // These changes happen in a system call of the process that has the connection. The others may happen anywhere.
        if (to is SynSent or FinWait1 or LastAck)
        {
            birth.ProcessId = BpfHelpers.CurrentProcessId;
            BpfHelpers.GetCurrentCommand(birth.Name[..]);
        }

        if (to != Close)
        {
            Births.Update(id, birth);
            return;
        }

        Births.Delete(id);
        if (!Connections.TryReserve(out BpfRef<Connection> connection))
        {
            Interlocked.Increment(ref s_lost);
            return;
        }

        connection.Value.Birth = birth;
        connection.Value.Nanoseconds = now - birth.Time;
        connection.Value.Sent = Core.Read(in ((tcp_sock*)socket)->bytes_acked);
        connection.Value.Received = Core.Read(in ((tcp_sock*)socket)->bytes_received);
        connection.Value.Endpoints = Endpoints.Of(socket);
        Connections.Submit(connection);
    }
}

/// <summary>Shows each TCP connection that ends.</summary>
internal sealed class TcpLifeTool() : Tool("tcplife", "Show each TCP connection that ends, with its age and its bytes.")
{
    protected override async Task RunAsync(ToolRun run, ParseResult result)
    {
        using TcpLifeSkeleton skeleton = TcpLifeSkeleton.Open();
        skeleton.LoadAndAttach();
        ToolTable table = run.Table(("pid", 8), ("name", -16), ("local", -28), ("remote", -28), ("sent", 10), ("received", 10), ("age", 9));
        await run.ReadAsync(skeleton.Maps.Connections, skeleton.Detach, connection => table.Add(
            connection.Birth.ProcessId, connection.Birth.Name, connection.Endpoints.Local, connection.Endpoints.Remote,
            connection.Sent, connection.Received, new Nanoseconds(connection.Nanoseconds)));
        run.Report("lost", skeleton.Bss.s_lost);
    }
}
