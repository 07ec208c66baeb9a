using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using Bpf.Attach.Tests.Support;
using Bpf.Runtime;
using Bpf.Testing;

namespace Bpf.Kernel.Tests.Networking;

/// <summary>Readers of packets in programs of sockets, netfilter and flow dissection, and of frames with fragments, with exact counts.</summary>
public sealed class HeaderReaderTests
{
    private const string OwnNamespace = "/proc/thread-self/ns/net";
    private const int UdpHeader = 8;
    private const int IpHeaders = 20 + UdpHeader;
    private const int AllHeaders = 14 + IpHeaders;
    private const int Jumbo = 9000;

    public HeaderReaderTests() => KernelRequirement.NeedRoot();

    [Fact]
    public void SharedPortIsSteeredByTheDatagram()
    {
        using Socket first = ReuseportSockets.Bind(0), sender = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        Socket[] sockets = [first, ReuseportSockets.Bind(((IPEndPoint)first.LocalEndPoint!).Port)];
        using Socket second = sockets[1];
        sender.Connect(first.LocalEndPoint!);
        using HeaderReadersSkeleton skeleton = Open(((IPEndPoint)first.LocalEndPoint!).Port);
        skeleton.Maps.Receivers.Set(0, first);
        skeleton.Maps.Receivers.Set(1, second);
        skeleton.Programs.Steer.Attach(first);
        for (int i = 0; i < 20; i++)
        {
            Assert.Equal(i % 2, ReuseportSockets.Deliver(sender, sockets, (byte)(i % 2)));
        }

        Assert.Equal((20UL, 20UL * (UdpHeader + 1), 0UL), (skeleton.Bss.s_matched, skeleton.Bss.s_bytes, skeleton.Bss.s_failed));
        sender.Send(ReadOnlySpan<byte>.Empty);
        Assert.True(SpinWait.SpinUntil(() => Volatile.Read(ref skeleton.Bss.s_failed) == 1, 10_000));
        Assert.Equal(20UL, skeleton.Bss.s_matched);
    }

    [Fact]
    public void NetfilterProgramReadsHeadersAndContents()
        => OwnNetwork.Run(static () =>
        {
            using Socket receiver = Receiver(IPAddress.Loopback), sender = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
            sender.Connect(receiver.LocalEndPoint!);
            using HeaderReadersSkeleton skeleton = Open(((IPEndPoint)receiver.LocalEndPoint!).Port);
            skeleton.Programs.OnReceive.Attach();
            for (int i = 0; i < 10; i++)
            {
                sender.Send("xxxx"u8);
                sender.Send("abcd"u8);
                Assert.Equal(4, receiver.Receive(new byte[8]));
            }

            Assert.Equal((20UL, 20UL * (IpHeaders + 4), 0UL), (skeleton.Bss.s_matched, skeleton.Bss.s_bytes, skeleton.Bss.s_failed));
            Assert.Equal((uint)IpHeaders, skeleton.Bss.s_offset);
            sender.Send("xyz"u8); // too short for what the program reads
            Assert.Equal(3, receiver.Receive(new byte[8]));
            Assert.Equal((21UL, 1UL, 1UL), (skeleton.Bss.s_matched, skeleton.Bss.s_failed, skeleton.Bss.s_cleared));
            Assert.Equal(0, receiver.Available);
        });

    [Fact]
    public void FlowDissectorReadsThePacketsThatTheKernelHashes()
        => OwnNetwork.Run(static () =>
        {
            using Datagrams datagrams = new();
            using HeaderReadersSkeleton skeleton = Open(datagrams.Port);
            skeleton.Programs.Dissect.Attach(OwnNamespace);
            Link hashing = skeleton.Programs.Hash.Attach("lo");
            Assert.Equal([1, 2, 3, 4, 5], datagrams.Send(1, 2, 3, 4, 5));
            Assert.Equal((5UL, 5UL * (UdpHeader + 1), 0UL), (skeleton.Bss.s_matched, skeleton.Bss.s_bytes, skeleton.Bss.s_failed));
            Assert.Equal((uint)IpHeaders, skeleton.Bss.s_offset);
            hashing.Detach();
            Assert.Equal([6], datagrams.Send(6));
            Assert.Equal(5UL, skeleton.Bss.s_matched);
        });

    [Fact]
    public void SocketMapProgramReadsMessagesOfAStream()
        => OwnNetwork.Run(static () =>
        {
            using Socket listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
            listener.Listen();
            using Socket client = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true, ReceiveTimeout = 10_000 };
            client.Connect(listener.LocalEndPoint!);
            using Socket server = listener.Accept();
            server.ReceiveTimeout = 10_000;
            using HeaderReadersSkeleton skeleton = Open(0);
            skeleton.Programs.OnMessage.Attach(skeleton.Maps.Streams);
            skeleton.Maps.Streams.Set(0, server);
            byte[] buffer = new byte[4000];
            ulong bytes = 0;
            for (int i = 1; i <= 20; i++)
            {
                byte[] message = new byte[4 + (i * 100)];
                BinaryPrimitives.WriteUInt16LittleEndian(message, (ushort)(i * 100));
                message[2] = (byte)(i % 2);
                client.Send(message);
                Socket receiver = i % 2 == 1 ? client : server;
                for (int read = 0; read < message.Length;)
                {
                    read += receiver.Receive(buffer);
                }

                bytes += (ulong)i * 100;
            }

            Assert.Equal((20UL, bytes, 0UL), (skeleton.Bss.s_matched, skeleton.Bss.s_bytes, skeleton.Bss.s_failed));
            client.Send([1, 2, 3]); // no header
            Assert.Equal(3, server.Receive(buffer));
            Assert.Equal((20UL, 1UL), (skeleton.Bss.s_matched, skeleton.Bss.s_failed));
        });

    [Fact]
    public void LargeFramesAreReadInAllTheirFragments()
        => OwnNetworks.Run(2, static networks =>
        {
            IPAddress from = IPAddress.Parse("10.0.0.1"), to = IPAddress.Parse("10.0.0.2");
            (int fromDevice, int toDevice) = networks.Connect((0, "test0", [2, 0, 0, 0, 0, 1], [from]), (1, "test0", [2, 0, 0, 0, 0, 2], [to]));
            networks.Enter(0);
            RouteMessages.SetLimit(fromDevice, Jumbo);
            networks.Enter(1);
            RouteMessages.SetLimit(toDevice, Jumbo);
            using Socket receiver = Receiver(to);
            using HeaderReadersSkeleton skeleton = Open(((IPEndPoint)receiver.LocalEndPoint!).Port);
            Assert.Contains("Fragments = true", Assert.Throws<BpfException>(() => skeleton.Programs.OnLinearFrame.Attach("test0", XdpAttachMode.Driver)).Message, StringComparison.Ordinal);
            skeleton.Programs.OnFrame.Attach("test0", XdpAttachMode.Driver);

            networks.Enter(0);
            using Socket sender = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
            sender.Connect(receiver.LocalEndPoint!);
            byte[] buffer = new byte[Jumbo];
            ulong bytes = 0;
            for (int i = 0; i < 20; i++)
            {
                byte[] data = new byte[100 + (i * 440)];
                bytes += (ulong)(AllHeaders + data.Length) * 2;
                BinaryPrimitives.WriteUInt32LittleEndian(data.AsSpan(data.Length - 4), 0xDEAD);
                sender.Send(data); // dropped
                BinaryPrimitives.WriteUInt32LittleEndian(data.AsSpan(data.Length - 4), (uint)i);
                sender.Send(data);
                Assert.Equal(data, buffer[..receiver.Receive(buffer)]);
            }

            Assert.Equal((40UL, bytes), (skeleton.Bss.s_matched, skeleton.Bss.s_bytes));
            Assert.Equal((0UL, 40UL), (skeleton.Bss.s_failed, skeleton.Bss.s_cleared));
            Assert.Equal(0, receiver.Available);
        });

    private static HeaderReadersSkeleton Open(int port)
    {
        HeaderReadersSkeleton skeleton = HeaderReadersSkeleton.Open();
        skeleton.Rodata.Port = (ushort)port;
        skeleton.Load();
        return skeleton;
    }

    private static Socket Receiver(IPAddress address)
    {
        Socket socket = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp) { ReceiveTimeout = 10_000 };
        socket.Bind(new IPEndPoint(address, 0));
        return socket;
    }
}
