using System.Buffers.Binary;
using System.Net.Sockets;

namespace Bpf;

/// <summary>
/// A socket that is being created, bound or released; first parameter of a <see cref="CgroupSocketAttribute"/> method. The verifier allows some members only
/// at some hooks; BPF0430 reports others.
/// </summary>
[BtfName("bpf_sock")]
public readonly unsafe ref struct CgroupSocketContext : IBpfContext
{
    private readonly SocketFields* _context;

    internal CgroupSocketContext(void* context) => _context = (SocketFields*)context;

    /// <summary>The context itself (<c>struct bpf_sock *</c>), for helpers that take one.</summary>
    public void* Pointer => _context;

    /// <summary>Address family.</summary>
    public SocketFamily Family => (SocketFamily)_context->Family;

    /// <summary>Type, such as <see cref="SocketType.Stream"/>.</summary>
    public SocketType Type => (SocketType)_context->Type;

    /// <summary>IP protocol, such as <see cref="ProtocolType.Tcp"/>.</summary>
    public ProtocolType Protocol => (ProtocolType)_context->Protocol;

    /// <summary>State of a TCP socket.</summary>
    public SocketState State => (SocketState)_context->State;

    /// <summary>Index of the device to which the socket is bound, 0 for none; at Create and Release.</summary>
    public uint BoundInterface
    {
        get => _context->BoundInterface;
        set => _context->BoundInterface = value;
    }

    /// <summary>Mark of the socket's packets (<c>SO_MARK</c>), used by routing and firewalls; at Create and Release.</summary>
    public uint Mark
    {
        get => _context->Mark;
        set => _context->Mark = value;
    }

    /// <summary>Priority of the socket's packets (<c>SO_PRIORITY</c>); at Create and Release.</summary>
    public uint Priority
    {
        get => _context->Priority;
        set => _context->Priority = value;
    }

    /// <summary>Local IPv4 address; at PostBind4.</summary>
    public Ipv4Address LocalAddress4 => new(_context->LocalAddress4);

    /// <summary>Local IPv6 address; at PostBind6.</summary>
    public Ipv6Address LocalAddress6 => _context->LocalAddress6;

    /// <summary>Local port in host byte order; at PostBind4 and PostBind6.</summary>
    public ushort LocalPort => (ushort)_context->LocalPort;

    /// <summary>Remote IPv4 address, of a connected socket.</summary>
    public Ipv4Address RemoteAddress4 => new(_context->RemoteAddress4);

    /// <summary>Remote IPv6 address, of a connected socket.</summary>
    public Ipv6Address RemoteAddress6 => _context->RemoteAddress6;

    /// <summary>Remote port in host byte order, of a connected socket.</summary>
    public ushort RemotePort => BinaryPrimitives.ReverseEndianness(_context->RemotePort);

    /// <summary>Remote port in network byte order, of a connected socket.</summary>
    public ushort RemotePortOnWire => _context->RemotePort;
}
