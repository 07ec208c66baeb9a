namespace Bpf;

/// <summary>A packet of a route, starting at its IP header; first parameter of a <see cref="LwtAttribute"/> method.</summary>
[BtfName("__sk_buff")]
public readonly unsafe ref struct LwtContext : IBpfContext
{
    private readonly SocketBuffer* _context;

    internal LwtContext(void* context) => _context = (SocketBuffer*)context;

    /// <summary>The context itself (<c>struct __sk_buff *</c>), for helpers that take one.</summary>
    public void* Pointer => _context;

    /// <summary>Length of the packet in bytes, starting at the IP header.</summary>
    public uint Length => _context->Length;

    /// <summary>A reader at the IP header, which copies the headers (<c>bpf_skb_load_bytes</c>).</summary>
    public PacketLoader<SocketBufferSource> Packet => new(_context);

    /// <summary>
    /// First byte. Only bytes that have been compared with <see cref="DataEnd"/> may be read, and written at <see cref="LwtHook.Transmit"/>;
    /// <see cref="TryGetRef{T}"/> does that.
    /// </summary>
    public byte* Data => (byte*)(ulong)_context->Data;

    /// <summary>Address one past the bytes that can be accessed directly.</summary>
    public byte* DataEnd => (byte*)(ulong)_context->DataEnd;

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

    /// <summary>Priority of the packet, used by queueing disciplines.</summary>
    public uint Priority
    {
        get => _context->Priority;
        set => _context->Priority = value;
    }

    /// <summary>
    /// Gets part of the packet in place, if that part can be accessed directly. It may be written at <see cref="LwtHook.Transmit"/> only.
    /// </summary>
    /// <typeparam name="T">Unmanaged type with the layout of that part.</typeparam>
    /// <param name="offset">Offset in bytes from the IP header; the verifier must be able to see that it is below 64 KiB.</param>
    /// <param name="part">The part, in the packet itself.</param>
    /// <returns>False when it cannot be accessed directly.</returns>
    public bool TryGetRef<T>(ulong offset, out BpfRef<T> part)
        where T : unmanaged
        => PacketBytes.TryGetRef(Data, DataEnd, offset, out part);

    /// <summary>Copies part of the packet (<c>bpf_skb_load_bytes</c>).</summary>
    /// <typeparam name="T">Unmanaged type with the layout of that part.</typeparam>
    /// <param name="offset">Offset in bytes from the IP header.</param>
    /// <param name="part">The copy, or the default.</param>
    /// <returns>False when the packet is too short.</returns>
    public bool TryRead<T>(uint offset, out T part)
        where T : unmanaged
        => SocketBuffer.TryRead(_context, offset, out part);

    /// <summary>Makes bytes directly accessible (<c>bpf_skb_pull_data</c>). References to the packet become invalid.</summary>
    /// <param name="length">Number of bytes from the first.</param>
    /// <returns>0, or a negative errno.</returns>
    [BpfCalls("bpf_skb_pull_data")]
    [ChangesPacket]
    public long PullData(uint length) => BpfHelpers.SkbPullData(_context, length);
}
