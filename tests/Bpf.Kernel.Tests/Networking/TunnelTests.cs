using System.Net;
using System.Net.Sockets;
using Bpf.Attach.Tests.Support;
using Bpf.Runtime;
using Bpf.Testing;

namespace Bpf.Kernel.Tests.Networking;

/// <summary>
/// Programs of lightweight tunnels at routes, with exact counts: a client at 10.0.0.1, a router at 10.0.0.2 and 10.1.0.2, and a server at 10.1.0.3 behind it.
/// </summary>
public sealed class TunnelTests
{
    private const int Client = 0;
    private const int Router = 1;
    private const int Server = 2;
    private const int SocketLevel = 1; // SOL_SOCKET, asm-generic/socket.h
    private const int NoChecksum = 11; // SO_NO_CHECK
    private static readonly IPAddress s_server = IPAddress.Parse("10.7.0.1");
    private static readonly IPAddress s_server6 = IPAddress.Parse("fd07::1");
    private static readonly LwtRoute s_route = new()
    {
        Destination = IPNetwork.Parse("10.7.0.0/24"),
        Device = "client0",
        Gateway = IPAddress.Parse("10.0.0.2"),
    };

    public TunnelTests() => KernelRequirement.NeedRoot();

    [Fact]
    public void PacketsOfARouteMeetTheProgram()
        => Run(networks =>
        {
            using TunnelsSkeleton skeleton = TunnelsSkeleton.Open();
            skeleton.LoadAndAttach();
            Assert.Null(skeleton.Programs.OnOutput.Link); // no attribute names a route
            networks.Enter(Server);
            using Socket receiver = Receiver(s_server);
            networks.Enter(Client);
            using Socket sender = Sender();
            Link link = skeleton.Programs.OnOutput.Attach(s_route);
            Assert.Equal("lwt_out 10.7.0.0/24 via 10.0.0.2 dev client0", link.ToString());
            Assert.Contains("encap bpf out", Tool.Run("ip", "route"), StringComparison.Ordinal);
            Assert.Equal([1, 8, 3], Send(sender, receiver, 1, 9, 8, 3));
            Assert.Equal((4UL, 0UL, 0UL), (skeleton.Bss.s_out, skeleton.Bss.s_in, skeleton.Bss.s_sent));

            // Any thread removes the route.
            Thread elsewhere = new(() => OwnNetwork.Run(link.Detach));
            elsewhere.Start();
            elsewhere.Join();
            Assert.DoesNotContain("10.7.0.0", Tool.Run("ip", "route"), StringComparison.Ordinal);
            Assert.Equal(SocketError.NetworkUnreachable, Assert.Throws<SocketException>(() => sender.SendTo([1], new IPEndPoint(s_server, 7777))).SocketErrorCode);

            link = skeleton.Programs.OnTransmit.Attach(s_route with { Headroom = 64, Metric = 5, Table = 254 });
            Assert.Contains("encap bpf xmit", Tool.Run("ip", "route"), StringComparison.Ordinal);
            Assert.Equal([1, 10, 3], Send(sender, receiver, 1, 9, 8, 3));
            Assert.Equal((4UL, 0UL, 4UL), (skeleton.Bss.s_out, skeleton.Bss.s_in, skeleton.Bss.s_sent));
            skeleton.Detach();
            Assert.False(link.IsAttached);
            Assert.DoesNotContain("10.7.0.0", Tool.Run("ip", "route"), StringComparison.Ordinal);
        });

    [Fact]
    public void ForwardedPacketsMeetTheProgramOnInput()
        => Run(networks =>
        {
            using TunnelsSkeleton skeleton = TunnelsSkeleton.Open();
            skeleton.Load();
            networks.Enter(Server);
            using Socket receiver = Receiver(s_server);
            networks.Enter(Client);
            Tool.Run("ip", "route", "add", "10.7.0.0/24", "via", "10.0.0.2");
            using Socket sender = Sender();
            networks.Enter(Router);
            Tool.Run("ip", "route", "del", "10.7.0.0/24");
            LwtRoute route = s_route with { Device = "router1", Gateway = IPAddress.Parse("10.1.0.3") };
            skeleton.Programs.OnInput.Attach(route);
            Assert.Equal([1, 8, 3], Send(sender, receiver, 1, 9, 8, 3));
            Assert.Equal((0UL, 4UL, 0UL), (skeleton.Bss.s_out, skeleton.Bss.s_in, skeleton.Bss.s_sent));
        });

    [Fact]
    public void SegmentsMeetTheProgram()
        => Run(networks =>
        {
            KernelRequirement.NeedTool("ip");
            using TunnelsSkeleton skeleton = TunnelsSkeleton.Open();
            skeleton.Load();
            networks.Enter(Server);
            using Socket receiver = Receiver(s_server6);
            networks.Enter(Client);
            Tool.Run("ip", "-6", "route", "add", "fd07::/64", "encap", "seg6", "mode", "inline", "segs", "fd08::1", "dev", "client0", "via", "fd00::2");
            Tool.Run("ip", "-6", "route", "add", "fd08::/64", "via", "fd00::2");
            using Socket sender = new(AddressFamily.InterNetworkV6, SocketType.Dgram, ProtocolType.Udp);
            networks.Enter(Router);
            Assert.Equal("lwt_seg6local fd08::1/128 dev router0", skeleton.Programs.OnSegment.Attach(new LwtRoute
            {
                Destination = IPNetwork.Parse("fd08::1/128"),
                Device = "router0",
            }).ToString());
            Assert.Equal([1, 2, 3], Send(sender, receiver, 1, 2, 3));
            Assert.Equal(3UL, skeleton.Bss.s_segments);
        });

    [Fact]
    public void RoutesThatCannotBeAreExplained()
        => Run(networks =>
        {
            networks.Enter(Client);
            using TunnelsSkeleton skeleton = TunnelsSkeleton.Open();
            skeleton.Load();
            skeleton.Programs.OnOutput.Attach(s_route);
            Refused(Errno.EEXIST, "already has a route", s_route);
            Refused(Errno.ENODEV, "There is no network device 'gone0'", s_route with { Device = "gone0" });
            Refused(Errno.ENETUNREACH, "The gateway is not in a network of the device.", s_route with { Metric = 7, Gateway = IPAddress.Parse("10.66.0.1") });
            Assert.Throws<ArgumentException>(() => skeleton.Programs.OnInput.Attach(s_route with { Gateway = IPAddress.Parse("fd00::2") }));
            Assert.Throws<ArgumentException>(() => skeleton.Programs.OnSegment.Attach(s_route));
            Assert.Throws<ArgumentOutOfRangeException>(() => skeleton.Programs.OnInput.Attach(s_route with { Headroom = 1 }));
            Assert.Throws<ArgumentOutOfRangeException>(() => skeleton.Programs.OnTransmit.Attach(s_route with { Headroom = 257 }));
            Assert.Null(skeleton.Programs.OnInput.Link);
            Tool.Run("ip", "route", "del", "10.7.0.0/24");
            skeleton.Detach();

            void Refused(Errno errno, string reason, LwtRoute route)
            {
                BpfException exception = Assert.Throws<BpfException>(() => skeleton.Programs.OnInput.Attach(route));
                Assert.Equal(errno, exception.Errno);
                Assert.Contains(reason, exception.Message, StringComparison.Ordinal);
            }
        });

    private static void Run(Action<OwnNetworks> test)
        => OwnNetworks.Run(3, networks =>
        {
            networks.Connect(
                (Client, "client0", [2, 0, 0, 0, 0, 1], [IPAddress.Parse("10.0.0.1"), IPAddress.Parse("fd00::1")]),
                (Router, "router0", [2, 0, 0, 0, 0, 2], [IPAddress.Parse("10.0.0.2"), IPAddress.Parse("fd00::2")]));
            networks.Connect(
                (Router, "router1", [2, 0, 0, 0, 0, 3], [IPAddress.Parse("10.1.0.2"), IPAddress.Parse("fd01::2")]),
                (Server, "server0", [2, 0, 0, 0, 0, 4],
                    [IPAddress.Parse("10.1.0.3"), IPAddress.Parse("fd01::3"), s_server, s_server6]));
            networks.Enter(Router);
            foreach (string setting in (string[])["ipv4/ip_forward", "ipv6/conf/all/forwarding", "ipv6/conf/all/seg6_enabled", "ipv6/conf/router0/seg6_enabled"])
            {
                File.WriteAllText($"/proc/sys/net/{setting}", "1");
            }

            Tool.Run("ip", "route", "add", "10.7.0.0/24", "via", "10.1.0.3");
            Tool.Run("ip", "-6", "route", "add", "fd07::/64", "via", "fd01::3");
            networks.Enter(Server);
            Tool.Run("ip", "route", "add", "10.0.0.0/24", "via", "10.1.0.2");
            Tool.Run("ip", "-6", "route", "add", "fd00::/64", "via", "fd01::2");
            File.WriteAllText("/proc/sys/net/ipv6/conf/all/seg6_enabled", "1");
            File.WriteAllText("/proc/sys/net/ipv6/conf/server0/seg6_enabled", "1");
            test(networks);
        });

    private static Socket Receiver(IPAddress address)
    {
        Socket socket = new(address.AddressFamily, SocketType.Dgram, ProtocolType.Udp) { ReceiveTimeout = 10_000 };
        socket.Bind(new IPEndPoint(address, 7777));
        return socket;
    }

    // Without checksums, because a program changes the payload.
    private static Socket Sender()
    {
        Socket socket = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        socket.SetRawSocketOption(SocketLevel, NoChecksum, BitConverter.GetBytes(1));
        return socket;
    }

    // What is dropped on output fails in the sender.
    private static List<byte> Send(Socket sender, Socket receiver, params byte[] contents)
    {
        List<byte> received = [];
        byte[] buffer = new byte[16];
        foreach (byte content in contents)
        {
            try
            {
                sender.SendTo([content], receiver.LocalEndPoint!);
            }
            catch (SocketException exception) when (content == 9 && exception.SocketErrorCode == SocketError.AccessDenied)
            {
            }
        }

        do
        {
            receiver.Receive(buffer);
            received.Add(buffer[0]);
        }
        while (received[^1] != contents[^1]);

        return received;
    }
}
