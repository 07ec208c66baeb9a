using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace Bpf.Runtime.Attach.Networking;

/// <summary>Attachment of a program to a socket, which can have one of each kind. The kernel has no BPF link for this, only two socket options.</summary>
internal sealed class SocketProgramLink : Link
{
    private const int SocketLevel = 1; // SOL_SOCKET, asm-generic/socket.h
    private readonly string _hook;
    private readonly Socket _socket;
    private readonly int _detachOption;

    private SocketProgramLink(string hook, Socket socket, int detachOption)
    {
        _hook = hook;
        _socket = socket;
        _detachOption = detachOption;
        Target = TargetOf(socket);
    }

    public override LinkKind Kind => LinkKind.Other;

    public override string Target { get; }

    /// <param name="program">Name of the program.</param>
    /// <param name="handle">The program.</param>
    /// <param name="socket">The socket.</param>
    /// <param name="hook">Kind of program, for messages.</param>
    /// <param name="options">Socket options to attach and detach with, <c>SO_*</c> of asm-generic/socket.h.</param>
    /// <exception cref="BpfException">The kernel refused.</exception>
    public static SocketProgramLink Attach(string program, BpfHandle handle, Socket socket, string hook, (int Attach, int Detach) options)
    {
        try
        {
            int descriptor = handle.Descriptor;
            socket.SetRawSocketOption(SocketLevel, options.Attach, MemoryMarshal.AsBytes(new ReadOnlySpan<int>(in descriptor)));
            return new SocketProgramLink(hook, socket, options.Detach);
        }
        catch (SocketException exception)
        {
            throw new BpfException($"attach {hook} program", new(program, TargetOf(socket)), null, exception.Message, exception);
        }
    }

    public override string ToString() => $"{_hook} {Target}";

    private static string TargetOf(Socket socket) => $"socket {socket.Handle}";

    private protected override void Release()
    {
        try
        {
            int unused = 0;
            _socket.SetRawSocketOption(SocketLevel, _detachOption, MemoryMarshal.AsBytes(new ReadOnlySpan<int>(in unused)));
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // The program is gone with the socket, or was detached by somebody else.
        }
    }
}
