using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace Bpf.Runtime.Attach.Networking;

/// <summary>The filter of a socket. The kernel has no BPF link for it, only two socket options.</summary>
internal sealed class SocketFilterLink : Link
{
    private const int SocketLevel = 1; // SOL_SOCKET, asm-generic/socket.h
    private const int AttachFilter = 50; // SO_ATTACH_BPF
    private const int DetachFilter = 27; // SO_DETACH_BPF
    private readonly Socket _socket;

    private SocketFilterLink(Socket socket, string target)
    {
        _socket = socket;
        Target = target;
    }

    public override LinkKind Kind => LinkKind.Other;

    public override string Target { get; }

    /// <exception cref="BpfException">The kernel refused.</exception>
    public static SocketFilterLink Attach(string program, BpfHandle handle, Socket socket)
    {
        string target = $"socket {socket.Handle}";
        try
        {
            int descriptor = handle.Descriptor;
            socket.SetRawSocketOption(SocketLevel, AttachFilter, MemoryMarshal.AsBytes(new ReadOnlySpan<int>(in descriptor)));
            return new SocketFilterLink(socket, target);
        }
        catch (SocketException exception)
        {
            throw new BpfException("attach socket filter", $"{program} to {target}", null, exception.Message, exception);
        }
    }

    public override string ToString() => $"socket_filter {Target}";

    private protected override void Release()
    {
        try
        {
            int unused = 0;
            _socket.SetRawSocketOption(SocketLevel, DetachFilter, MemoryMarshal.AsBytes(new ReadOnlySpan<int>(in unused)));
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // The filter went with the socket, or somebody else took it off.
        }
    }
}
