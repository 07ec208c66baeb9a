namespace Bpf;

/// <summary>A packet to dissect; first parameter of a <see cref="FlowDissectorAttribute"/> method.</summary>
[BtfName("__sk_buff")]
public readonly unsafe ref struct FlowDissectorContext : IBpfContext
{
    private readonly SocketBuffer* _context;

    internal FlowDissectorContext(void* context) => _context = (SocketBuffer*)context;

    /// <summary>The context itself (<c>struct __sk_buff *</c>), for helpers that take one.</summary>
    public void* Pointer => _context;

    /// <summary>
    /// First byte that can be accessed directly. Only bytes that have been compared with <see cref="DataEnd"/> may be read; <see cref="TryGetRef{T}"/>
    /// does that.
    /// </summary>
    public byte* Data => (byte*)(ulong)_context->Data;

    /// <summary>Address one past the bytes that can be accessed directly.</summary>
    public byte* DataEnd => (byte*)(ulong)_context->DataEnd;

    /// <summary>
    /// A reader at the first byte, which reads in place what can be accessed directly. The network header begins at <see cref="FlowKeys.NetworkOffset"/>
    /// of <see cref="Keys"/>, to which <see cref="PacketReader.TrySkip"/> moves.
    /// </summary>
    public PacketReader Packet => new(Data, DataEnd);

    /// <summary>
    /// A reader at the first byte, which copies the headers from anywhere in the packet (<c>bpf_skb_load_bytes</c>); it fails where there is no socket
    /// buffer, as in drivers and test runs.
    /// </summary>
    public PacketLoader<SocketBufferSource> PacketWithFragments => new(_context);

    /// <summary>What the program finds. At the beginning it tells the offset of the network header and its protocol.</summary>
    public BpfRef<FlowKeys> Keys => new(ref *(FlowKeys*)_context->FlowKeys);

    /// <summary>Gets part of the packet in place, if that part can be accessed directly.</summary>
    /// <typeparam name="T">Unmanaged type with the layout of that part.</typeparam>
    /// <param name="offset">Offset in bytes; the verifier must be able to see that it is below 64 KiB.</param>
    /// <param name="part">The part, in the packet itself.</param>
    /// <returns>False when it cannot be accessed directly.</returns>
    public bool TryGetRef<T>(ulong offset, out BpfRef<T> part)
        where T : unmanaged
        => PacketBytes.TryGetRef(Data, DataEnd, offset, out part);

    /// <summary>Copies part of the packet (<c>bpf_skb_load_bytes</c>).</summary>
    /// <typeparam name="T">Unmanaged type with the layout of that part.</typeparam>
    /// <param name="offset">Offset in bytes, as those in <see cref="Keys"/>.</param>
    /// <param name="part">The copy, or the default.</param>
    /// <returns>False when the packet is too short, or has no socket buffer, as in drivers and test runs.</returns>
    public bool TryRead<T>(uint offset, out T part)
        where T : unmanaged
        => SocketBuffer.TryRead(_context, offset, out part);
}
