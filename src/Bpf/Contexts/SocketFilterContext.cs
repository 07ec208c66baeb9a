namespace Bpf;

/// <summary>A packet of a socket; first parameter of a <see cref="SocketFilterAttribute"/> method.</summary>
[BtfName("__sk_buff")]
public readonly unsafe ref struct SocketFilterContext : IBpfContext
{
    private readonly SocketBuffer* _context;

    internal SocketFilterContext(void* context) => _context = (SocketBuffer*)context;

    /// <summary>The context itself (<c>struct __sk_buff *</c>), for helpers that take one.</summary>
    public void* Pointer => _context;

    /// <summary>Length of the packet in bytes.</summary>
    public uint Length => _context->Length;

    /// <summary>
    /// A reader at the beginning of what the socket receives, which copies the headers (<c>bpf_skb_load_bytes</c>, kernel 4.5): the Ethernet header for a
    /// packet socket, the TCP or UDP header for sockets of those.
    /// </summary>
    public PacketLoader<SocketBufferSource> Packet => new(_context);

    /// <summary>EtherType in network byte order.</summary>
    public uint Protocol => _context->Protocol;

    /// <summary>Index of the device.</summary>
    public uint Interface => _context->Interface;

    /// <summary>Mark of the packet.</summary>
    public uint Mark => _context->Mark;

    /// <summary>Flow hash, 0 when not computed.</summary>
    public uint Hash => _context->Hash;

    /// <summary>Copies part of the packet (<c>bpf_skb_load_bytes</c>, kernel 4.5).</summary>
    /// <typeparam name="T">Unmanaged type with the layout of that part.</typeparam>
    /// <param name="offset">Offset in bytes.</param>
    /// <param name="part">The copy, or the default.</param>
    /// <returns>False when the packet is too short.</returns>
    public bool TryRead<T>(uint offset, out T part)
        where T : unmanaged
        => SocketBuffer.TryRead(_context, offset, out part);
}
