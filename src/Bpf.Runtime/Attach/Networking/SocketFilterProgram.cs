using System.Net.Sockets;
using Bpf.Objects.Description;
using Bpf.Runtime.Attach.Networking;
using Bpf.Runtime.Programs;

namespace Bpf.Runtime;

/// <summary>A program that decides how much of each packet a socket receives (section <c>socket</c>).</summary>
public sealed class SocketFilterProgram : BpfProgram
{
    private const int AttachOption = 50; // SO_ATTACH_BPF, asm-generic/socket.h
    private const int DetachOption = 27; // SO_DETACH_BPF

    internal SocketFilterProgram(IProgramOwner owner, ProgramDefinition definition)
        : base(owner, definition)
    {
    }

    /// <summary>Makes the program the filter of a socket, replacing any other (kernel 3.19).</summary>
    /// <param name="socket">The socket. The filter is removed when the socket or the link is closed.</param>
    /// <returns>The link, which is also in <see cref="BpfProgram.Link"/> and closed with the object.</returns>
    /// <exception cref="BpfStateException">The program is not loaded.</exception>
    /// <exception cref="BpfException">The kernel refused; EPERM when the socket's filter is locked.</exception>
    public Link Attach(Socket socket)
    {
        ArgumentNullException.ThrowIfNull(socket);
        return Adopt(SocketProgramLink.Attach(Name, Handle, socket, "socket_filter", (AttachOption, DetachOption)));
    }
}
