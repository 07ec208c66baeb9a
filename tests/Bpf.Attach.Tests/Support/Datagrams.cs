using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace Bpf.Attach.Tests.Support;

/// <summary>A socket on loopback that receives datagrams, in the network namespace of the thread that makes it.</summary>
internal sealed class Datagrams : IDisposable
{
    private readonly Socket _receiver = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp) { ReceiveTimeout = 10_000 };
    private readonly Socket _sender = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);

    public Datagrams()
    {
        _receiver.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        Port = (ushort)((IPEndPoint)_receiver.LocalEndPoint!).Port;
    }

    /// <summary>The receiver's port.</summary>
    public ushort Port { get; }

    /// <summary>The receiver's port in network byte order.</summary>
    public ushort PortOnWire => BitConverter.IsLittleEndian ? BinaryPrimitives.ReverseEndianness(Port) : Port;

    /// <summary>Sends one datagram per byte, and returns those that arrive, up to the last.</summary>
    public List<byte> Send(params byte[] contents)
    {
        SendOnly(contents);
        List<byte> received = [];
        byte[] buffer = new byte[16];
        do
        {
            _receiver.Receive(buffer);
            received.Add(buffer[0]);
        }
        while (received[^1] != contents[^1]);

        return received;
    }

    /// <summary>Sends one datagram per byte.</summary>
    public void SendOnly(params byte[] contents)
    {
        foreach (byte content in contents)
        {
            _sender.SendTo([content], new IPEndPoint(IPAddress.Loopback, Port));
        }
    }

    public void Dispose()
    {
        _receiver.Dispose();
        _sender.Dispose();
    }
}
