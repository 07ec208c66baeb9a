namespace Bpf;

/// <summary>
/// A packet on its way through a network device, from its Ethernet header on; first parameter of a <see cref="TrafficControlAttribute"/>,
/// <see cref="TcxIngressAttribute"/> or <see cref="TcxEgressAttribute"/> method.
/// </summary>
[BtfName("__sk_buff")]
public readonly unsafe ref struct TrafficControlContext
{
    private readonly SocketBuffer* _context;

    internal TrafficControlContext(void* context) => _context = (SocketBuffer*)context;

    /// <summary>The context itself (<c>struct __sk_buff *</c>), for helpers that take one.</summary>
    public void* Pointer => _context;

    /// <summary>Length of the packet in bytes, with the parts that are not linear.</summary>
    public uint Length => _context->Length;

    /// <summary>
    /// First byte of the packet. Only bytes compared against <see cref="DataEnd"/> may be read or written; <see cref="TryGetRef{T}"/> does that.
    /// </summary>
    public byte* Data => (byte*)(ulong)_context->Data;

    /// <summary>The byte after the packet's linear part.</summary>
    public byte* DataEnd => (byte*)(ulong)_context->DataEnd;

    /// <summary>EtherType in network byte order.</summary>
    public uint Protocol => _context->Protocol;

    /// <summary>Index of the device that the packet is at.</summary>
    public uint Interface => _context->Interface;

    /// <summary>Index of the device by which the packet came to this machine; 0 when it was made here.</summary>
    public uint IngressInterface => _context->IngressInterface;

    /// <summary>Flow hash, 0 when not computed.</summary>
    public uint Hash => _context->Hash;

    /// <summary>Mark of the packet, which routing and firewalls see.</summary>
    public uint Mark
    {
        get => _context->Mark;
        set => _context->Mark = value;
    }

    /// <summary>Priority of the packet, by which queues order.</summary>
    public uint Priority
    {
        get => _context->Priority;
        set => _context->Priority = value;
    }

    /// <summary>A part of the packet, if its linear part is long enough; what is written to it is in the packet.</summary>
    /// <typeparam name="T">Unmanaged type of the part, laid out as on the wire.</typeparam>
    /// <param name="offset">Offset in bytes; the verifier must see that it is below 64 KiB.</param>
    /// <param name="part">The part, in the packet itself.</param>
    /// <returns>False when the linear part ends before; <see cref="TryRead{T}"/> reads on, and <c>bpf_skb_pull_data</c> makes more of the packet
    /// linear.</returns>
    public bool TryGetRef<T>(ulong offset, out BpfRef<T> part)
        where T : unmanaged
        => PacketBytes.TryGetRef(Data, DataEnd, offset, out part);

    /// <summary>Copies a part of the packet, linear or not (<c>bpf_skb_load_bytes</c>, kernel 4.5).</summary>
    /// <typeparam name="T">Unmanaged type of the part, laid out as on the wire.</typeparam>
    /// <param name="offset">Offset in bytes.</param>
    /// <param name="part">The copy, or its default.</param>
    /// <returns>False when the packet ends before.</returns>
    public bool TryRead<T>(uint offset, out T part)
        where T : unmanaged
        => SocketBuffer.TryRead(_context, offset, out part);
}
