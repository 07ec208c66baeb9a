using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace Bpf.Testing;

/// <summary>UDP sockets on the loopback device that share a port.</summary>
internal static class ReuseportSockets
{
    private const int SocketLevel = 1; // SOL_SOCKET
    private const int ReusePort = 15; // SO_REUSEPORT

    /// <summary>A socket bound to a port; 0 for any.</summary>
    public static Socket Bind(int port)
    {
        Socket socket = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        int yes = 1;
        socket.SetRawSocketOption(SocketLevel, ReusePort, MemoryMarshal.AsBytes(new ReadOnlySpan<int>(in yes)));
        socket.Bind(new IPEndPoint(IPAddress.Loopback, port));
        return socket;
    }

    /// <summary>Sends a packet and returns the index of the socket that received it.</summary>
    public static int Deliver(Socket sender, Socket[] receivers, byte content = 1)
    {
        sender.Send([content]);
        List<Socket> readable = [.. receivers];
        Socket.Select(readable, null, null, TimeSpan.FromSeconds(10));
        Socket receiver = Assert.Single(readable);
        receiver.Receive(new byte[1]);
        return Array.IndexOf(receivers, receiver);
    }

    /// <summary>Sends a packet that no socket receives, and returns the sender's error.</summary>
    public static SocketError Refusal(Socket sender, byte content = 1)
    {
        sender.Send([content]);
        return Assert.Throws<SocketException>(() => sender.Receive(new byte[1])).SocketErrorCode;
    }
}
