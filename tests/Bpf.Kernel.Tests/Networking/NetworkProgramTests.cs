using System.Buffers.Binary;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Bpf.Attach.Tests.Support;
using Bpf.Runtime;
using Bpf.Testing;

namespace Bpf.Kernel.Tests.Networking;

/// <summary>Networking programs between network namespaces, with exact counts: a client at 10.0.0.1 and a server at 10.0.0.2.</summary>
public sealed class NetworkProgramTests
{
    private const string Device = "test0";
    private const string OwnNamespace = "/proc/thread-self/ns/net";
    private const int Client = 0;
    private const int Server = 1;
    private static readonly IPAddress s_client = IPAddress.Parse("10.0.0.1");
    private static readonly IPAddress s_client6 = IPAddress.Parse("fd00::1");
    private static readonly IPAddress s_server = IPAddress.Parse("10.0.0.2");
    private static readonly IPAddress s_server6 = IPAddress.Parse("fd00::2");
    private static readonly IPAddress s_hidden = IPAddress.Parse("10.0.0.9");
    private static readonly byte[] s_clientHardware = [2, 0, 0, 0, 0, 1];
    private static readonly byte[] s_serverHardware = [2, 0, 0, 0, 0, 2];

    public NetworkProgramTests() => KernelRequirement.NeedRoot();

    [Fact]
    public void XdpDropsAndRedirects()
        => OwnNetworks.Run(3, networks =>
        {
            // The third namespace looks like the second: the redirected frames are for it.
            const int Other = 2;
            Connect(networks);
            (int device, _) = networks.Connect((Server, "test1", [2, 0, 0, 0, 0, 3], []), (Other, Device, s_serverHardware, [s_server]));
            networks.Enter(Other);
            using Socket redirected = Receiver(s_server, 80);
            networks.Enter(Server);
            using Socket passed = Receiver(s_server, 7777), notDropped = Receiver(s_server, 9), notRedirected = Receiver(s_server, 80);
            using DropOrRedirectSkeleton skeleton = DropOrRedirectSkeleton.Open();
            skeleton.Rodata.Device = (uint)device;
            skeleton.Load();
            Assert.Equal($"xdp {Device}", skeleton.Programs.OnPacket.Attach(Device, XdpAttachMode.Generic).ToString());

            networks.Enter(Client);
            using Socket sender = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
            for (int i = 0; i < 40; i++)
            {
                Send(sender, 9, i);
                Send(sender, 80, i);
                Send(sender, 7777, i);
                Assert.Equal(i, Receive(redirected));
                Assert.Equal(i, Receive(passed));
                WaitFor(() => skeleton.Bss.s_dropped == (ulong)i + 1);
            }

            Assert.Equal((40UL, 40UL), (skeleton.Bss.s_dropped, skeleton.Bss.s_redirected));
            Assert.Equal((0, 0), (notDropped.Available, notRedirected.Available));
            skeleton.Detach();
            Send(sender, 9, 1);
            Send(sender, 80, 2);
            Assert.Equal((1, 2), (Receive(notDropped), Receive(notRedirected)));
            Assert.Equal((40UL, 40UL), (skeleton.Bss.s_dropped, skeleton.Bss.s_redirected));
        });

    [Fact]
    public void ConnectionRequestsAreCounted()
        => OwnNetworks.Run(2, networks =>
        {
            Connect(networks);
            networks.Enter(Server);
            using Socket listener = Listener(IPAddress.IPv6Any, 8080);
            using SynCounterSkeleton skeleton = SynCounterSkeleton.Open();
            skeleton.Load();
            skeleton.Programs.OnPacket.Attach(Device);

            networks.Enter(Client);
            for (int i = 0; i < 20; i++)
            {
                using Socket four = Connected(s_server, 8080), six = Connected(i % 2 == 0 ? s_server6 : s_server, 8080);
                four.Send("some data"u8);
            }

            using (Socket refused = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp))
            {
                Assert.Equal(SocketError.ConnectionRefused, Assert.Throws<SocketException>(() => refused.Connect(s_server, 8081)).SocketErrorCode);
            }

            Assert.Equal(31UL, Count(s_client.MapToIPv6()));
            Assert.Equal(10UL, Count(s_client6));
            Assert.Equal(2, skeleton.Maps.Requests.Count);

            ulong Count(IPAddress address) => skeleton.Maps.Requests.TryGetValue(Ipv6Address.From(address), out ulong count) ? count : 0;
        });

    [Fact]
    public void FlowsAreCountedWithTheirBytes()
        => OwnNetworks.Run(2, networks =>
        {
            Connect(networks);
            networks.Enter(Server);
            using Socket receiver = Receiver(s_server, 7777);
            using FlowTableSkeleton skeleton = FlowTableSkeleton.Open();
            skeleton.Load();
            skeleton.Programs.OnPacket.Attach(Device);

            networks.Enter(Client);
            using Socket first = Receiver(s_client, 1111), second = Receiver(s_client, 2222);
            for (int i = 0; i < 30; i++)
            {
                first.SendTo(new byte[100 + i], new IPEndPoint(s_server, 7777));
                second.SendTo(new byte[10], new IPEndPoint(s_server, 7777));
                receiver.Receive(new byte[200]);
                receiver.Receive(new byte[200]);
            }

            const int Headers = 14 + 20 + 8;
            Assert.Equal((30UL, (30UL * (100 + Headers)) + 435), Traffic(1111));
            Assert.Equal((30UL, 30UL * (10 + Headers)), Traffic(2222));
            Assert.Equal((0UL, 0UL), Traffic(3333));

            (ulong, ulong) Traffic(ushort port)
            {
                FlowTable.Flow flow = new() { Source = Ipv4Address.From(s_client), Destination = Ipv4Address.From(s_server), SourcePort = port, DestinationPort = 7777, Protocol = 17 };
                return skeleton.Maps.Flows.TryGetValue(flow, out FlowTable.Traffic traffic) ? (traffic.Packets, traffic.Bytes) : default;
            }
        });

    [Fact]
    public void ForwardedPacketsHaveRightChecksums()
        => OwnNetworks.Run(2, networks =>
        {
            Connect(networks);
            networks.Enter(Server);
            RouteMessages.Add(OwnNetworks.IndexOf(Device), s_hidden, 24);
            OwnNetworks.ComputeChecksums(Device);
            using Socket datagrams = Receiver(s_hidden, 8080);
            using Socket listener = Listener(s_hidden, 8080);
            using PortForwardSkeleton skeleton = PortForwardSkeleton.Open();
            skeleton.Load();
            skeleton.Programs.OnRequest.Attach(Device);
            skeleton.Programs.OnAnswer.Attach(Device);

            networks.Enter(Client);
            OwnNetworks.ComputeChecksums(Device);
            using Socket sender = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp) { ReceiveTimeout = 10_000 };
            sender.Connect(s_server, 80); // receives from this address and port only
            byte[] buffer = new byte[2000];
            for (int i = 0; i < 30; i++)
            {
                byte[] data = new byte[1 + (i * 47)];
                new Random(i).NextBytes(data);
                sender.Send(data);
                EndPoint from = new IPEndPoint(IPAddress.Any, 0);
                Assert.Equal(data, buffer[..datagrams.ReceiveFrom(buffer, ref from)]);
                datagrams.SendTo(data, from);
                Assert.Equal(data, buffer[..sender.Receive(buffer)]);
            }

            Assert.Equal((30UL, 30UL), (skeleton.Bss.s_in, skeleton.Bss.s_out));
            using Socket client = Connected(s_server, 80), server = listener.Accept();
            byte[] sent = new byte[100_000];
            new Random(1).NextBytes(sent);
            Task answering = Task.Run(() =>
            {
                byte[] all = ReadAll(server, sent.Length);
                server.Send(all);
            });
            client.Send(sent);
            Assert.Equal(sent, ReadAll(client, sent.Length));
            answering.Wait();
            Assert.Equal(0, ErrorsOfChecksums(networks));
        });

    [Fact]
    public void CgroupSendsNoMoreThanItsLimit()
        => OwnNetworks.Run(2, networks =>
        {
            Connect(networks);
            networks.Enter(Server);
            using Socket receiver = Receiver(s_server, 7777);
            networks.Enter(Client);
            using OwnCgroup cgroup = new();
            using CTarget target = new(Path.Combine(AppContext.BaseDirectory, "targets", "datagrams.c"));
            using CommandedProcess process = new(target.Path);
            cgroup.Add(process.Id);
            using EgressLimitSkeleton skeleton = EgressLimitSkeleton.Open();
            skeleton.Rodata.BytesPerSecond = 0; // no more than the first bucket, so that the counts are exact
            skeleton.Rodata.Burst = 10 * 128 + 127;
            skeleton.Load();
            skeleton.Maps.Buckets[0] = new EgressLimit.Bucket { Tokens = 10 * 128 + 127 };
            skeleton.Programs.OnSend.Attach(cgroup.Path);

            Assert.Equal("10 15", process.Ask("send 10.0.0.2 7777 25 100")); // 128 bytes with the headers
            Assert.Equal((10UL, 15UL), (skeleton.Bss.s_sent, skeleton.Bss.s_refused));
            Assert.Equal("2 1", process.Ask("send 10.0.0.2 7777 3 20")); // 48 bytes: 127 are left
            Assert.Equal("4 0", process.Ask("send 127.0.0.1 7777 4 1000"));
            Assert.Equal((12UL, 16UL), (skeleton.Bss.s_sent, skeleton.Bss.s_refused));
            Assert.Equal(12, Enumerable.Range(0, 12).Count(_ => receiver.Receive(new byte[200]) is 100 or 20));
            Assert.Equal(0, receiver.Available);
        });

    [Fact]
    public void NamesOfQueriesAreReported()
        => OwnNetworks.Run(2, networks =>
        {
            Connect(networks);
            networks.Enter(Server);
            using Socket server = Receiver(s_server, 53), other = Receiver(s_server, 54);
            using Socket packets = new(AddressFamily.Packet, SocketType.Raw, (ProtocolType)0x0300); // ETH_P_ALL in network byte order
            using DnsSnoopSkeleton skeleton = DnsSnoopSkeleton.Open();
            skeleton.Load();
            skeleton.Programs.OnPacket.Attach(packets);

            networks.Enter(Client);
            using Socket client = Receiver(s_client, 5353);
            for (ushort id = 1; id <= 12; id++)
            {
                byte[] query = [(byte)(id >> 8), (byte)id, id % 4 == 0 ? (byte)0x80 : (byte)0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 4, .. "name"u8, (byte)'0', 0, 0, 1, 0, 1];
                client.SendTo(query, new IPEndPoint(s_server, id % 4 == 1 ? 54 : 53)); // a response is not a query, and 54 is another service
                (id % 4 == 1 ? other : server).Receive(new byte[100]);
            }

            List<DnsSnoop.Query> queries = [];
            skeleton.Maps.Queries.Consume((in DnsSnoop.Query query) => queries.Add(query));
            Assert.Equal([2, 3, 6, 7, 10, 11], queries.Select(query => (int)query.Id));
            Assert.All(queries, query => Assert.Equal((s_client.ToString(), 11), (query.Client.ToString(), query.Length)));
            Assert.All(queries, query => Assert.Equal([4, .. "name"u8, (byte)'0', 0, 0, 1, 0, 1, 0], ((ReadOnlySpan<byte>)query.Labels)[..12].ToArray()));
            Assert.Equal((0UL, 0), (skeleton.Bss.s_lost, packets.Available));
        });

    [Fact]
    public void ConnectionsAreSpreadOverSockets()
        => OwnNetworks.Run(2, networks =>
        {
            Connect(networks);
            networks.Enter(Server);
            Socket[] listeners = [.. Enumerable.Range(0, 4).Select(i => Listener(s_server, 5000 + i))];
            using LoadBalancerSkeleton skeleton = LoadBalancerSkeleton.Open();
            skeleton.Load();
            for (int i = 0; i < listeners.Length; i++)
            {
                skeleton.Maps.Sockets.Set(i, listeners[i]);
            }

            skeleton.Programs.OnLookup.Attach(OwnNamespace);
            networks.Enter(Client);
            int[] expected = new int[4];
            for (int i = 0; i < 40; i++)
            {
                using Socket client = Connected(s_server, 8000 + (i * 24));
                int backend = (int)((0x0A000001 ^ (uint)((IPEndPoint)client.LocalEndPoint!).Port) % 4);
                expected[backend]++;
                using Socket accepted = listeners[backend].Accept();
                Assert.Equal(client.LocalEndPoint, accepted.RemoteEndPoint);
            }

            Assert.Equal(expected, Enumerable.Range(0, 4).Select(i => (int)skeleton.Maps.Connections[i]));
            using Socket refused = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            Assert.Equal(SocketError.ConnectionRefused, Assert.Throws<SocketException>(() => refused.Connect(s_server, 9000)).SocketErrorCode);
            Array.ForEach(listeners, static listener => listener.Dispose());
        });

    [Fact]
    public void ProxyPassesDataInTheKernel()
        => OwnNetworks.Run(3, networks =>
        {
            // The proxy is between: the client connects to it, and it to the server.
            const int Proxy = 1;
            const int Target = 2;
            Connect(networks);
            networks.Connect((Proxy, "test1", [2, 0, 0, 0, 0, 3], [IPAddress.Parse("10.0.1.1")]), (Target, Device, [2, 0, 0, 0, 0, 4], [IPAddress.Parse("10.0.1.2")]));
            networks.Enter(Target);
            using Socket targetListener = Listener(IPAddress.Parse("10.0.1.2"), 8080);
            networks.Enter(Proxy);
            using Socket proxyListener = Listener(s_server, 80), upstream = Connected(IPAddress.Parse("10.0.1.2"), 8080), target = targetListener.Accept();
            networks.Enter(Client);
            using Socket client = Connected(s_server, 80), downstream = proxyListener.Accept();

            using SocketProxySkeleton skeleton = SocketProxySkeleton.Open();
            skeleton.Load();
            skeleton.Programs.OnData.Attach(skeleton.Maps.Sockets);
            skeleton.Maps.Others[Ports(downstream)] = 1;
            skeleton.Maps.Others[Ports(upstream)] = 0;
            skeleton.Maps.Sockets.Set(0, downstream);
            skeleton.Maps.Sockets.Set(1, upstream);

            byte[] data = new byte[64_000];
            new Random(3).NextBytes(data);
            client.Send(data);
            Assert.Equal(data, ReadAll(target, data.Length));
            target.Send(data.AsSpan(0, 1000));
            Assert.Equal(data[..1000], ReadAll(client, 1000));
            Assert.Equal((65_000UL, 0UL), (skeleton.Bss.s_bytes, skeleton.Bss.s_unknown));
            Assert.Equal((0, 0), (downstream.Available, upstream.Available));

            static uint Ports(Socket socket) => (uint)(((IPEndPoint)socket.LocalEndPoint!).Port << 16 | ((IPEndPoint)socket.RemoteEndPoint!).Port);
        });

    [Fact]
    public void ConnectionsToAServiceGoToItsBackend()
        => OwnNetworks.Run(2, networks =>
        {
            Connect(networks);
            networks.Enter(Server);
            using Socket listener = Listener(s_server, 8080);
            networks.Enter(Client);
            using OwnCgroup cgroup = new();
            using CTarget target = new(Path.Combine(AppContext.BaseDirectory, "targets", "datagrams.c"));
            using CommandedProcess process = new(target.Path);
            cgroup.Add(process.Id);
            using ConnectRedirectSkeleton skeleton = ConnectRedirectSkeleton.Open();
            skeleton.Load();
            skeleton.Maps.Backends[EndpointOf(s_hidden, 80)] = EndpointOf(s_server, 8080);
            skeleton.Programs.OnConnect.Attach(cgroup.Path);

            Assert.Equal("20", process.Ask("connect 10.0.0.9 80 20"));
            Assert.Equal("3", process.Ask("connect 10.0.0.2 8080 3"));
            Assert.Equal("0", process.Ask("connect 10.0.0.2 80 2")); // nothing listens there
            Assert.Equal((20UL, 5UL), (skeleton.Bss.s_redirected, skeleton.Bss.s_others));
            for (int i = 0; i < 23; i++)
            {
                using Socket accepted = listener.Accept();
                Assert.Equal(s_client, ((IPEndPoint)accepted.RemoteEndPoint!).Address);
            }

            Assert.False(listener.Poll(0, SelectMode.SelectRead));

            static ConnectRedirect.Endpoint EndpointOf(IPAddress address, ushort port) => new() { Address = Ipv4Address.From(address), Port = port };
        });

    [Fact]
    public void DatagramsToBlockedPortsAreDropped()
        => OwnNetworks.Run(2, networks =>
        {
            Connect(networks);
            networks.Enter(Server);
            using Socket passed = Receiver(s_server, 7777), blocked = Receiver(s_server, 9);
            using PortBlockSkeleton skeleton = PortBlockSkeleton.Open();
            skeleton.Load();
            skeleton.Maps.Blocked[9] = 0;
            skeleton.Attach();

            networks.Enter(Client);
            using Socket sender = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
            for (int i = 0; i < 30; i++)
            {
                Send(sender, 9, i);
                Send(sender, 7777, i);
                Assert.Equal(i, Receive(passed));
            }

            WaitFor(() => skeleton.Maps.Blocked[9] == 30);
            Assert.Equal(30UL, skeleton.Bss.s_accepted);
            Assert.Equal(0, blocked.Available);
            skeleton.Maps.Blocked.Remove(9);
            Send(sender, 9, 1);
            Assert.Equal(1, Receive(blocked));
        });

    [Fact]
    public void NetfilterPutsFragmentsTogether()
        => OwnNetworks.Run(2, networks =>
        {
            // 8 bytes of UDP header make 4008: 1480 + 1480 + 1048 at 1500 bytes for a packet.
            const int Bytes = 4000;
            const ulong Count = 10;
            const ulong Parts = 3;
            Connect(networks);
            networks.Enter(Server);
            using Socket receiver = Receiver(s_server, 7777);
            using FragmentsSkeleton skeleton = FragmentsSkeleton.Open();
            skeleton.Load();
            skeleton.Programs.OnArrival.Attach();
            Link plain = skeleton.Programs.OnWhole.Attach(new NetfilterOptions { Hook = NetfilterHook.PreRouting, Priority = -300 });
            Exchange();
            Assert.Equal((Count * Parts, Count * Parts), (skeleton.Bss.s_early, skeleton.Bss.s_earlyParts));
            Assert.Equal((Count * Parts, Count * Parts, 1500U), (skeleton.Bss.s_late, skeleton.Bss.s_lateParts, skeleton.Bss.s_longest));
            plain.Detach();

            Reset();
            Link whole = skeleton.Programs.OnWhole.Attach();
            Exchange();
            Assert.Equal((Count * Parts, Count * Parts), (skeleton.Bss.s_early, skeleton.Bss.s_earlyParts));
            Assert.Equal((Count, 0UL, 20U + 8U + Bytes), (skeleton.Bss.s_late, skeleton.Bss.s_lateParts, skeleton.Bss.s_longest));
            whole.Detach();

            // Without a program that asks for it, the kernel stops doing so.
            Reset();
            skeleton.Programs.OnWhole.Attach(new NetfilterOptions { Hook = NetfilterHook.PreRouting, Priority = -300 });
            Exchange();
            Assert.Equal((Count * Parts, Count * Parts), (skeleton.Bss.s_late, skeleton.Bss.s_lateParts));

            void Exchange()
            {
                networks.Enter(Client);
                using Socket sender = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
                byte[] received = new byte[Bytes + 1];
                for (ulong i = 0; i < Count; i++)
                {
                    byte[] sent = new byte[Bytes];
                    Random.Shared.NextBytes(sent);
                    sender.SendTo(sent, new IPEndPoint(s_server, 7777));
                    Assert.Equal(Bytes, receiver.Receive(received));
                    Assert.Equal(sent, received[..Bytes]);
                }

                networks.Enter(Server);
            }

            void Reset()
                => (skeleton.Bss.s_early, skeleton.Bss.s_earlyParts, skeleton.Bss.s_late, skeleton.Bss.s_lateParts, skeleton.Bss.s_longest) = (0, 0, 0, 0, 0);
        });

    private static void Connect(OwnNetworks networks)
        => networks.Connect((Client, Device, s_clientHardware, [s_client, s_client6]), (Server, Device, s_serverHardware, [s_server, s_server6]));

    private static Socket Receiver(IPAddress address, int port)
    {
        Socket socket = new(address.AddressFamily, SocketType.Dgram, ProtocolType.Udp) { ReceiveTimeout = 10_000 };
        socket.Bind(new IPEndPoint(address, port));
        return socket;
    }

    private static Socket Listener(IPAddress address, int port)
    {
        Socket socket = new(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        if (address.AddressFamily == AddressFamily.InterNetworkV6)
        {
            socket.DualMode = true;
        }

        socket.Bind(new IPEndPoint(address, port));
        socket.Listen();
        return socket;
    }

    private static Socket Connected(IPAddress address, int port)
    {
        Socket socket = new(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { ReceiveTimeout = 10_000 };
        socket.Connect(address, port);
        return socket;
    }

    private static void Send(Socket sender, int port, int content) => sender.SendTo(BitConverter.GetBytes(content), new IPEndPoint(s_server, port));

    private static int Receive(Socket receiver)
    {
        byte[] buffer = new byte[sizeof(int)];
        Assert.Equal(sizeof(int), receiver.Receive(buffer));
        return BinaryPrimitives.ReadInt32LittleEndian(buffer);
    }

    private static byte[] ReadAll(Socket socket, int length)
    {
        byte[] all = new byte[length];
        for (int read = 0; read < length;)
        {
            int part = socket.Receive(all.AsSpan(read));
            Assert.NotEqual(0, part);
            read += part;
        }

        return all;
    }

    private static void WaitFor(Func<bool> condition)
    {
        Stopwatch watch = Stopwatch.StartNew();
        while (!condition())
        {
            Assert.True(watch.Elapsed < TimeSpan.FromSeconds(10), "it did not happen in 10 s");
            Thread.Sleep(1);
        }
    }

    // Of both namespaces: InCsumErrors of TCP and UDP.
    private static int ErrorsOfChecksums(OwnNetworks networks)
    {
        int errors = 0;
        foreach (int network in (int[])[Client, Server])
        {
            networks.Enter(network);
            string[] lines = File.ReadAllLines("/proc/thread-self/net/snmp");
            foreach (string protocol in (string[])["Tcp:", "Udp:"])
            {
                string[][] rows = [.. lines.Where(line => line.StartsWith(protocol, StringComparison.Ordinal)).Select(line => line.Split(' '))];
                errors += int.Parse(rows[1][Array.IndexOf(rows[0], "InCsumErrors")], System.Globalization.CultureInfo.InvariantCulture);
            }
        }

        return errors;
    }
}
