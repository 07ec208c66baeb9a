using System.Buffers.Binary;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace Bpf;

/// <summary>
/// Incoming traffic that needs a socket; first parameter of a <see cref="SkLookupAttribute"/> method. Local means the destination of the packet, remote
/// its source.
/// </summary>
[BtfName("bpf_sk_lookup")]
public readonly unsafe ref struct SkLookupContext : IBpfContext
{
    private readonly Metadata* _context;

    internal SkLookupContext(void* context) => _context = (Metadata*)context;

    /// <summary>The context itself (<c>struct bpf_sk_lookup *</c>), for helpers that take one.</summary>
    public void* Pointer => _context;

    /// <summary>The selected socket (<c>struct bpf_sock *</c>); null when no program has selected one.</summary>
    public void* Socket => (void*)_context->Socket;

    /// <summary>Address family.</summary>
    public SocketFamily Family => (SocketFamily)_context->Family;

    /// <summary>IP protocol: <see cref="ProtocolType.Tcp"/> or <see cref="ProtocolType.Udp"/>.</summary>
    public ProtocolType Protocol => (ProtocolType)_context->Protocol;

    /// <summary>Local IPv4 address in host byte order, 0x7F000001 for 127.0.0.1.</summary>
    public uint LocalAddress4 => BinaryPrimitives.ReverseEndianness(_context->LocalAddress4);

    /// <summary>Local IPv4 address in network byte order.</summary>
    public uint LocalAddress4OnWire => _context->LocalAddress4;

    /// <summary>Local IPv6 address.</summary>
    public Ipv6Address LocalAddress6 => _context->LocalAddress6;

    /// <summary>Local port in host byte order.</summary>
    public ushort LocalPort => (ushort)_context->LocalPort;

    /// <summary>Remote IPv4 address in host byte order.</summary>
    public uint RemoteAddress4 => BinaryPrimitives.ReverseEndianness(_context->RemoteAddress4);

    /// <summary>Remote IPv4 address in network byte order.</summary>
    public uint RemoteAddress4OnWire => _context->RemoteAddress4;

    /// <summary>Remote IPv6 address.</summary>
    public Ipv6Address RemoteAddress6 => _context->RemoteAddress6;

    /// <summary>Remote port in host byte order.</summary>
    public ushort RemotePort => BinaryPrimitives.ReverseEndianness(RemotePortOnWire);

    /// <summary>Remote port in network byte order.</summary>
    public ushort RemotePortOnWire => _context->RemotePort;

    /// <summary>Index of the device that received the packet (kernel 5.17).</summary>
    public uint IngressInterface => _context->IngressInterface;

    /// <summary><c>struct bpf_sk_lookup</c>, include/uapi/linux/bpf.h.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct Metadata
    {
        public ulong Socket;
        public uint Family;
        public uint Protocol;
        public uint RemoteAddress4;
        public Ipv6Address RemoteAddress6;
        public ushort RemotePort;
        public ushort Unused;
        public uint LocalAddress4;
        public Ipv6Address LocalAddress6;
        public uint LocalPort;
        public uint IngressInterface;
    }
}
