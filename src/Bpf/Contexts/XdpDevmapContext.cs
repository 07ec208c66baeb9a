namespace Bpf;

/// <summary>A packet about to be sent by a device; first parameter of an <see cref="XdpDevmapAttribute"/> method.</summary>
[BtfName("xdp_md")]
public readonly unsafe ref struct XdpDevmapContext : IBpfContext
{
    private readonly XdpMetadata* _context;

    internal XdpDevmapContext(void* context) => _context = (XdpMetadata*)context;

    /// <summary>The context itself (<c>struct xdp_md *</c>), for helpers that take one.</summary>
    public void* Pointer => _context;

    /// <summary>
    /// First byte of the packet. Only bytes that have been compared with <see cref="DataEnd"/> may be read; <see cref="TryGetRef{T}"/> does that.
    /// </summary>
    public byte* Data => (byte*)(ulong)_context->Data;

    /// <summary>Address one past the packet's linear part.</summary>
    public byte* DataEnd => (byte*)(ulong)_context->DataEnd;

    /// <summary>A reader at the Ethernet header, which reads the linear part of the packet in place.</summary>
    public PacketReader Packet => new(Data, DataEnd);

    /// <summary>Index of the device that received the packet.</summary>
    public uint IngressInterface => _context->IngressInterface;

    /// <summary>Index of the device that will send the packet.</summary>
    public uint EgressInterface => _context->EgressInterface;

    /// <summary>Gets part of the packet in place, if the packet is long enough.</summary>
    /// <typeparam name="T">Unmanaged type with the layout of that part.</typeparam>
    /// <param name="offset">Offset in bytes; the verifier must be able to see that it is below 64 KiB.</param>
    /// <param name="part">The part, in the packet itself.</param>
    /// <returns>False when the packet is too short.</returns>
    public bool TryGetRef<T>(ulong offset, out BpfRef<T> part)
        where T : unmanaged
        => PacketBytes.TryGetRef(Data, DataEnd, offset, out part);
}
