using System.Net.Sockets;
using Bpf.Objects.Description;
using Bpf.Runtime.Attach.Networking;
using Bpf.Runtime.Programs;

namespace Bpf.Runtime;

/// <summary>
/// A program that selects which of the sockets bound to one address and port with <c>SO_REUSEPORT</c> receives a packet or connection (sections
/// <c>sk_reuseport</c> and <c>sk_reuseport/migrate</c>). The sockets are stored in a <see cref="MapType.ReuseportSocketArray"/>.
/// </summary>
public sealed class SkReuseportProgram : BpfProgram
{
    private const int AttachOption = 52; // SO_ATTACH_REUSEPORT_EBPF, asm-generic/socket.h
    private const int DetachOption = 68; // SO_DETACH_REUSEPORT_BPF (kernel 5.3)

    internal SkReuseportProgram(IProgramOwner owner, ProgramDefinition definition)
        : base(owner, definition)
    {
    }

    /// <summary>Makes the program select sockets for the entire group of a socket, replacing any other (kernel 4.19).</summary>
    /// <param name="socket">A socket of the group, bound with <c>SO_REUSEPORT</c>; any member attaches for all.</param>
    /// <returns>
    /// The link, which is also in <see cref="BpfProgram.Link"/> and closed with the object. The program is detached from the group when the last
    /// socket closes; before kernel 5.3, which added detaching, no earlier than that.
    /// </returns>
    /// <exception cref="BpfStateException">The program is not loaded.</exception>
    /// <exception cref="BpfException">The kernel refused, for instance because the socket is not bound with <c>SO_REUSEPORT</c>.</exception>
    public Link Attach(Socket socket)
    {
        ArgumentNullException.ThrowIfNull(socket);
        return Adopt(SocketProgramLink.Attach(Name, Handle, socket, "sk_reuseport", (AttachOption, DetachOption)));
    }
}
