namespace Bpf;

/// <summary>
/// A packet to or from a socket of a cgroup, starting at its IP header; first parameter of a <see cref="CgroupSkbIngressAttribute"/> or
/// <see cref="CgroupSkbEgressAttribute"/> method.
/// </summary>
[BtfName("__sk_buff")]
public readonly unsafe ref struct CgroupSkbContext : IBpfContext
{
    private readonly SocketBuffer* _context;

    internal CgroupSkbContext(void* context) => _context = (SocketBuffer*)context;

    /// <summary>The context itself (<c>struct __sk_buff *</c>), for helpers that take one.</summary>
    public void* Pointer => _context;

    /// <summary>Length of the packet in bytes, starting at the IP header.</summary>
    public uint Length => _context->Length;

    /// <summary>A reader at the IP header, which copies the headers (<c>bpf_skb_load_bytes</c>, kernel 4.10 for these programs).</summary>
    public PacketLoader<SocketBufferSource> Packet => new(_context);

    /// <summary>EtherType in network byte order: the version of IP.</summary>
    public uint Protocol => _context->Protocol;

    /// <summary>Index of the device.</summary>
    public uint Interface => _context->Interface;

    /// <summary>Mark of the packet, used by routing and firewalls.</summary>
    public uint Mark
    {
        get => _context->Mark;
        set => _context->Mark = value;
    }

    /// <summary>Copies part of the packet (<c>bpf_skb_load_bytes</c>, kernel 4.10 for these programs).</summary>
    /// <typeparam name="T">Unmanaged type with the layout of that part.</typeparam>
    /// <param name="offset">Offset in bytes from the IP header.</param>
    /// <param name="part">The copy, or the default.</param>
    /// <returns>False when the packet is too short.</returns>
    public bool TryRead<T>(uint offset, out T part)
        where T : unmanaged
        => SocketBuffer.TryRead(_context, offset, out part);
}
