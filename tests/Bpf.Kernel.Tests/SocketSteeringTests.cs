using System.Net;
using System.Net.Sockets;
using Bpf.Attach.Tests.Support;
using Bpf.Runtime;
using Bpf.Testing;

namespace Bpf.Kernel.Tests;

/// <summary>Sockets that programs select, and messages that programs pass from socket to socket.</summary>
public sealed class SocketSteeringTests
{
    private const string OwnNamespace = "/proc/thread-self/ns/net";

    public SocketSteeringTests() => KernelRequirement.NeedRoot();

    [Fact]
    public void LookupProgramDeliversToTheSocketInTheMap()
    {
        OwnNetwork.Run(() =>
        {
            using Socket receiver = Datagram();
            using SocketSteeringSkeleton skeleton = SocketSteeringSkeleton.Open();
            skeleton.Load();
            (skeleton.Bss.s_steeredPort, skeleton.Bss.s_closedPort) = (7, 9);
            skeleton.Maps.Sockets.Set(0, receiver);
            Link link = skeleton.Programs.Steer.Attach(OwnNamespace);
            Assert.Equal($"sk_lookup {OwnNamespace}", link.ToString());

            Assert.True(Arrives(receiver, 7));
            Assert.Equal((1UL, 2U, 17U, 0L), (skeleton.Bss.s_lookups, skeleton.Bss.s_family, skeleton.Bss.s_protocol, skeleton.Bss.s_error));
            Assert.Equal(0x7F000001U, skeleton.Bss.s_address);

            // The program refuses the port even for a socket that is bound to it.
            using Socket bound = Datagram(9);
            Assert.False(Arrives(bound, 9));
            Assert.True(skeleton.Maps.Sockets.Clear(0));
            Assert.False(skeleton.Maps.Sockets.Clear(0));
            Assert.False(Arrives(receiver, 7));
            Assert.Equal((2UL, -2L), (skeleton.Bss.s_lookups, skeleton.Bss.s_error)); // ENOENT
            link.Detach();
            Assert.True(Arrives(bound, 9));
            Assert.Equal(2UL, skeleton.Bss.s_lookups);
        });
    }

    [Fact]
    public void LookupProgramSelectsByKey()
    {
        OwnNetwork.Run(() =>
        {
            using Socket receiver = Datagram();
            using SocketSteeringSkeleton skeleton = SocketSteeringSkeleton.Open();
            skeleton.Programs.SteerByKey.AutoLoad = true;
            skeleton.Load();
            skeleton.Maps.ByKey.Set(7, receiver);
            skeleton.Programs.SteerByKey.Attach(OwnNamespace);
            Assert.True(Arrives(receiver, 7));
            Assert.True(skeleton.Maps.ByKey.TryGetCookie(7, out ulong cookie) && cookie != 0);
            Assert.True(skeleton.Maps.ByKey.Remove(7));
            Assert.False(skeleton.Maps.ByKey.Remove(7));
            Assert.False(skeleton.Maps.ByKey.TryGetCookie(7, out cookie) || cookie != 0);
            Assert.False(Arrives(receiver, 7));
        });
    }

    [Fact]
    public void MessagesArriveAtTheSocketInTheMap()
    {
        using Connection first = new();
        using Connection second = new();
        using SocketSteeringSkeleton skeleton = SocketSteeringSkeleton.Open();
        skeleton.Load();
        Link link = skeleton.Programs.Forward.Attach(skeleton.Maps.Sockets);
        Assert.Equal("sk_msg Sockets", link.ToString());
        skeleton.Maps.Sockets.Set(0, first.Client);
        skeleton.Maps.Sockets.Set(1, second.Server);

        first.Client.Send("abc"u8);
        Assert.Equal("abc"u8, Receive(second.Server, 3));
        Assert.Equal((1UL, 3UL), (skeleton.Bss.s_messages, skeleton.Bss.s_bytes));
        Assert.Equal(((IPEndPoint)first.Server.LocalEndPoint!).Port, (int)skeleton.Bss.s_remotePort);
        Assert.Equal(SocketError.AccessDenied, Assert.Throws<SocketException>(() => first.Client.Send("xyz"u8)).SocketErrorCode);
        Assert.Equal((2UL, 6UL), (skeleton.Bss.s_messages, skeleton.Bss.s_bytes));

        // The kernel keeps that verdict and does not run the program again.
        Assert.Equal(SocketError.AccessDenied, Assert.Throws<SocketException>(() => first.Client.Send("abc"u8)).SocketErrorCode);
        Assert.Equal(2UL, skeleton.Bss.s_messages);
        BpfException again = Assert.Throws<BpfException>(() => skeleton.Maps.Sockets.Set(0, first.Client));
        Assert.EndsWith("remove the socket first.", again.Message, StringComparison.Ordinal);
        Assert.True(skeleton.Maps.Sockets.Clear(0));
        skeleton.Maps.Sockets.Set(0, first.Client);
        first.Client.Send("abc"u8);
        Assert.Equal("abc"u8, Receive(second.Server, 3));
        Assert.Equal(3UL, skeleton.Bss.s_messages);

        // A socket keeps the program with which it came into the map.
        link.Detach();
        Assert.True(skeleton.Maps.Sockets.Clear(0));
        skeleton.Maps.Sockets.Set(0, first.Client);
        first.Client.Send("def"u8);
        Assert.Equal("def"u8, Receive(first.Server, 3));
        Assert.Equal(3UL, skeleton.Bss.s_messages);
        Assert.Equal(0, second.Server.Available);
    }

    [Fact]
    public void MessagesArriveAtTheSocketWithTheKey()
    {
        using Connection first = new();
        using Connection second = new();
        using SocketSteeringSkeleton skeleton = SocketSteeringSkeleton.Open();
        skeleton.Load();
        Assert.Equal("sk_msg ByKey", skeleton.Programs.ForwardByKey.Attach(skeleton.Maps.ByKey).ToString());
        skeleton.Maps.ByKey.Set(4, first.Client);
        skeleton.Maps.ByKey.Set(9, second.Server);
        first.Client.Send("abc"u8);
        Assert.Equal("abc"u8, Receive(second.Server, 3));

        // The kernel drops what is for a socket that has left the map.
        second.Server.Dispose();
        Assert.Equal(SocketError.AccessDenied, Assert.Throws<SocketException>(() => first.Client.Send("def"u8)).SocketErrorCode);
    }

    [Fact]
    public void StreamIsCutIntoMessagesThatAnotherSocketSends()
    {
        using Connection first = new();
        using Connection second = new();
        using SocketSteeringSkeleton skeleton = SocketSteeringSkeleton.Open();
        skeleton.Load();
        Assert.Equal("sk_skb/stream_parser Sockets", skeleton.Programs.Parse.Attach(skeleton.Maps.Sockets).ToString());
        skeleton.Programs.Answer.Attach(skeleton.Maps.Sockets);
        skeleton.Maps.Sockets.Set(0, first.Server);
        skeleton.Maps.Sockets.Set(1, second.Server);

        first.Client.NoDelay = true;
        first.Client.Send([2, 1, 2]);
        Assert.Equal((byte[])[2, 1, 2], Receive(second.Client, 3));
        first.Client.Send([3, 7]);
        first.Client.Send([8, 9]);
        Assert.Equal((byte[])[3, 7, 8, 9], Receive(second.Client, 4));
        first.Client.Send([1, (byte)'x']);
        Assert.True(SpinWait.SpinUntil(() => Volatile.Read(ref skeleton.Bss.s_messages) == 3, 10_000));
        Assert.Equal(9UL, skeleton.Bss.s_bytes);
        Assert.Equal(((IPEndPoint)first.Client.LocalEndPoint!).Port, (int)skeleton.Bss.s_remotePort);
        Assert.Equal(Errno.EBUSY, Assert.Throws<BpfException>(() => skeleton.Programs.AnswerByKey.Attach(skeleton.Maps.Sockets)).Errno);
    }

    [Fact]
    public void PacketsOfASocketAreSentByAnother()
    {
        using Connection first = new();
        using Connection second = new();
        using SocketSteeringSkeleton skeleton = SocketSteeringSkeleton.Open();
        skeleton.Load();
        Assert.Equal("sk_skb/verdict ByKey", skeleton.Programs.AnswerByKey.Attach(skeleton.Maps.ByKey).ToString());
        skeleton.Maps.ByKey.Set(1, first.Server);
        skeleton.Maps.ByKey.Set(9, second.Server);
        first.Client.Send("abc"u8);
        Assert.Equal("abc"u8, Receive(second.Client, 3));
        Assert.Equal(1UL, skeleton.Bss.s_messages);
    }

    [Fact]
    public void MapsRefuseOtherSockets()
    {
        using SocketSteeringSkeleton skeleton = SocketSteeringSkeleton.Open();
        skeleton.Load();
        using Socket unbound = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        using Socket listener = Listener();
        BpfException state = Assert.Throws<BpfException>(() => skeleton.Maps.Sockets.Set(0, unbound));
        Assert.Equal(Errno.EOPNOTSUPP, state.Errno);
        Assert.EndsWith("It takes connected or listening TCP sockets, UDP sockets, and connected Unix sockets (kernel 5.15).", state.Message, StringComparison.Ordinal);
        Assert.Equal(Errno.E2BIG, Assert.Throws<BpfException>(() => skeleton.Maps.Sockets.Set(4, listener)).Errno);
        skeleton.Maps.Sockets.Set(3, listener);
        Assert.True(skeleton.Maps.Sockets.TryGetCookie(3, out ulong cookie) && cookie != 0);
        listener.Dispose();
        Assert.False(skeleton.Maps.Sockets.TryGetCookie(3, out _));
    }

    private static Socket Datagram(int port = 0)
    {
        Socket socket = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp) { ReceiveTimeout = 10_000 };
        socket.Bind(new IPEndPoint(IPAddress.Loopback, port));
        return socket;
    }

    private static Socket Listener()
    {
        Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        socket.Listen();
        return socket;
    }

    // Returns false when the sender hears that nobody receives at the port.
    private static bool Arrives(Socket receiver, int port)
    {
        using Socket sender = Datagram();
        sender.Connect(IPAddress.Loopback, port);
        sender.Send([1]);
        List<Socket> readable = [sender, receiver];
        Socket.Select(readable, null, null, TimeSpan.FromSeconds(10));
        if (readable.Contains(receiver))
        {
            return receiver.Receive(new byte[1]) == 1;
        }

        Assert.Equal(SocketError.ConnectionRefused, Assert.Throws<SocketException>(() => sender.Receive(new byte[1])).SocketErrorCode);
        return false;
    }

    private static byte[] Receive(Socket socket, int length)
    {
        byte[] bytes = new byte[length];
        for (int received = 0; received < length; received += socket.Receive(bytes, received, length - received, SocketFlags.None))
        {
        }

        return bytes;
    }

    private sealed class Connection : IDisposable
    {
        public Connection()
        {
            using Socket listener = Listener();
            Client = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            Client.Connect(listener.LocalEndPoint!);
            Server = listener.Accept();
            Client.ReceiveTimeout = Server.ReceiveTimeout = 10_000;
        }

        public Socket Client { get; }

        public Socket Server { get; }

        public void Dispose()
        {
            Client.Dispose();
            Server.Dispose();
        }
    }
}
