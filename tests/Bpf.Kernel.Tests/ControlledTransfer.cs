using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Bpf.Kernel.Tests;

/// <summary>A TCP connection within this process whose sender uses a congestion control.</summary>
internal static class ControlledTransfer
{
    /// <summary>Number of bytes that are sent.</summary>
    public const int Size = 1 << 20;

    private const int TcpCongestion = 13; // TCP_CONGESTION, include/uapi/linux/tcp.h

    /// <summary>Sends random bytes over loopback and compares them with those that arrive.</summary>
    public static void Run(string control)
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        Run(control, listener);
    }

    /// <summary>Does the same with a listener, which may be in another network namespace.</summary>
    public static void Run(string control, TcpListener listener)
    {
        using Socket sender = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        sender.SetRawSocketOption((int)ProtocolType.Tcp, TcpCongestion, Encoding.ASCII.GetBytes(control));
        sender.Connect(listener.LocalEndpoint);
        using Socket receiver = listener.AcceptSocket();
        byte[] sent = new byte[Size];
        Random.Shared.NextBytes(sent);
        byte[] received = new byte[Size];
        Thread receive = new(() =>
        {
            for (int count = 0; count < Size;)
            {
                count += receiver.Receive(received.AsSpan(count));
            }
        });
        receive.Start();
        sender.Send(sent);
        receive.Join();
        if (!sent.AsSpan().SequenceEqual(received))
        {
            throw new InvalidOperationException("Other bytes arrived than were sent.");
        }
    }
}
