using System.Net;
using System.Net.Sockets;
using Bpf.Attach.Tests.Support;
using Bpf.Runtime;

namespace Bpf.KernelMatrix.Guest;

/// <summary>Checks of programs of socket maps, which kernels before 6.10 attach without links. If a kernel refuses one, the report is the refusal.</summary>
internal static class StreamScenarios
{
    private const int Count = 10;

    /// <summary>The checks in order.</summary>
    public static IEnumerable<Scenario> All => [new("socket_messages", () => Apart(Messages)), new("socket_stream", () => Apart(Stream)), new("socket_verdict", () => Apart(Verdict))];

    private static string Messages(GuestStreamsSkeleton skeleton, Socket client, Socket server)
    {
        Link link = skeleton.Programs.OnMessage.Attach(skeleton.Maps.Sockets);
        skeleton.Maps.Sockets.Set(0, client);
        Exchange(client, server);
        Scenario.Equal(((ulong)Count, 3UL * Count), (skeleton.Bss.s_messages, skeleton.Bss.s_bytes), "messages");

        // A socket gets the programs of the map when it is stored.
        link.Detach();
        skeleton.Maps.Sockets.Clear(0);
        skeleton.Maps.Sockets.Set(0, client);
        Exchange(client, server);
        Scenario.Equal((ulong)Count, skeleton.Bss.s_messages, "messages after Detach");
        return $"{link} {ObjectOf(link)}";
    }

    private static string Stream(GuestStreamsSkeleton skeleton, Socket client, Socket server)
    {
        Link parsing = skeleton.Programs.Parse.Attach(skeleton.Maps.Sockets);
        Link link = skeleton.Programs.OnPacket.Attach(skeleton.Maps.Sockets);
        skeleton.Maps.Sockets.Set(1, server);
        for (int i = 0; i < Count; i++)
        {
            Exchange(client, client, 1);
        }

        Scenario.Equal(((ulong)Count, (ulong)Count), (skeleton.Bss.s_parsed, skeleton.Bss.s_packets), "packets");
        return $"{parsing}, {link} {ObjectOf(link)}";
    }

    private static string ObjectOf(Link link) => link is KernelLink ? "by a link" : "without a link";

    private static string Verdict(GuestStreamsSkeleton skeleton, Socket client, Socket server) => $"{skeleton.Programs.OnAnyPacket.Attach(skeleton.Maps.Sockets)}";

    private static void Exchange(Socket from, Socket to, int count = Count)
    {
        byte[] buffer = new byte[3];
        for (int i = 0; i < count; i++)
        {
            from.Send("abc"u8);
            for (int read = 0; read < buffer.Length;)
            {
                read += to.Receive(buffer.AsSpan(read));
            }

            Scenario.Equal(true, buffer.AsSpan().SequenceEqual("abc"u8), "contents");
        }
    }

    private static string Apart(Func<GuestStreamsSkeleton, Socket, Socket, string> check)
    {
        string report = "";
        OwnNetwork.Run(() =>
        {
            using Socket listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
            listener.Listen();
            using Socket client = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true, ReceiveTimeout = 60_000 };
            client.Connect(listener.LocalEndPoint!);
            using Socket server = listener.Accept();
            server.ReceiveTimeout = 60_000;
            using GuestStreamsSkeleton skeleton = GuestStreamsSkeleton.Open();
            try
            {
                skeleton.Programs.OnAnyPacket.AutoLoad = true;
                skeleton.Load();
                report = check(skeleton, client, server);
            }
            catch (BpfException exception)
            {
                report = $"refused: {exception.Message.ReplaceLineEndings(" | ")}";
            }
        });
        return report;
    }
}
