using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using Bpf.Attach.Tests.Support;
using Bpf.Runtime;
using Bpf.Testing;

namespace Bpf.Kernel.Tests;

/// <summary>Connections whose listening socket closes before it accepts them.</summary>
public sealed class MigratingConnectionTests
{
    private const int Count = 6;

    public MigratingConnectionTests() => KernelRequirement.NeedRoot();

    [Fact]
    public void ProgramMovesConnectionsToOtherSockets()
        => Run(static (skeleton, listeners) =>
        {
            skeleton.Programs.Select.Attach(listeners[0]);
            using Clients clients = new(listeners[0]);
            Assert.Equal(((uint)Count, 0u, 0u), (skeleton.Bss.s_selected, skeleton.Bss.s_migrated, skeleton.Bss.s_failed));
            listeners[0].Dispose();
            List<byte> received = [];
            foreach (Socket listener in listeners[1..])
            {
                for (int i = 0; i < Count / 2; i++)
                {
                    Assert.True(listener.Poll(TimeSpan.FromSeconds(10), SelectMode.SelectRead));
                    using Socket connection = listener.Accept();
                    byte[] content = new byte[1];
                    Assert.Equal(1, connection.Receive(content));
                    received.Add(content[0]);
                    connection.Send(content);
                }

                Assert.False(listener.Poll(0, SelectMode.SelectRead));
            }

            Assert.Equal(((uint)Count, (uint)Count, 0u), (skeleton.Bss.s_selected, skeleton.Bss.s_migrated, skeleton.Bss.s_failed));
            received.Sort();
            Assert.Equal((byte[])[0, 1, 2, 3, 4, 5], received);
            for (int i = 0; i < Count; i++)
            {
                byte[] content = new byte[1];
                Assert.Equal((1, i), (clients.All[i].Receive(content), content[0]));
            }
        });

    [Fact]
    public void ConnectionsEndWithTheirSocketWithoutMigration()
        => Run(static (skeleton, listeners) =>
        {
            skeleton.Programs.SelectOnly.Attach(listeners[0]);
            using Clients clients = new(listeners[0]);
            listeners[0].Dispose();
            foreach (Socket client in clients.All)
            {
                Assert.Equal(SocketError.ConnectionReset, Assert.Throws<SocketException>(() => client.Receive(new byte[1])).SocketErrorCode);
            }

            Assert.Equal(((uint)Count, 0u), (skeleton.Bss.s_selected, skeleton.Bss.s_migrated));
            Assert.False(listeners[1].Poll(0, SelectMode.SelectRead) || listeners[2].Poll(0, SelectMode.SelectRead));
        });

    private static void Run(Action<MigratingConnectionsSkeleton, Socket[]> test)
        => OwnNetwork.Run(() =>
        {
            using Socket first = Listener(0);
            int port = ((IPEndPoint)first.LocalEndPoint!).Port;
            using Socket second = Listener(port), third = Listener(port);
            using MigratingConnectionsSkeleton skeleton = MigratingConnectionsSkeleton.Open();
            skeleton.Load();
            Socket[] all = [first, second, third];
            for (int i = 0; i < all.Length; i++)
            {
                skeleton.Maps.Listeners.Set(i, all[i]);
            }

            test(skeleton, all);
        });

    private static Socket Listener(int port)
    {
        const int SocketLevel = 1; // SOL_SOCKET
        const int ReusePort = 15; // SO_REUSEPORT
        Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        int yes = 1;
        socket.SetRawSocketOption(SocketLevel, ReusePort, MemoryMarshal.AsBytes(new ReadOnlySpan<int>(in yes)));
        socket.Bind(new IPEndPoint(IPAddress.Loopback, port));
        socket.Listen();
        return socket;
    }

    /// <summary>Connections that wait to be accepted, each with a byte: its number.</summary>
    private sealed class Clients : IDisposable
    {
        public Clients(Socket listener)
        {
            for (int i = 0; i < Count; i++)
            {
                Socket client = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { ReceiveTimeout = 10_000 };
                All.Add(client);
                client.Connect(listener.LocalEndPoint!);
                client.Send([(byte)i]);
            }
        }

        public List<Socket> All { get; } = [];

        public void Dispose() => All.ForEach(static client => client.Dispose());
    }
}
