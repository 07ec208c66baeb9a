using System.Runtime.CompilerServices;

namespace Bpf;

/// <summary>A packet before the network stack; first parameter of an <see cref="XdpAttribute"/> method.</summary>
[BtfName("xdp_md")]
public readonly unsafe ref partial struct XdpContext : IBpfContext
{
    private readonly XdpMetadata* _context;

    internal XdpContext(void* context) => _context = (XdpMetadata*)context;

    /// <summary>The context itself (<c>struct xdp_md *</c>), for helpers that take one.</summary>
    public void* Pointer => _context;

    /// <summary>
    /// First byte of the packet. Only bytes that have been compared with <see cref="DataEnd"/> may be read; <see cref="TryGetRef{T}"/> does that.
    /// </summary>
    public byte* Data => (byte*)(ulong)_context->Data;

    /// <summary>Address one past the packet's linear part.</summary>
    public byte* DataEnd => (byte*)(ulong)_context->DataEnd;

    /// <summary>
    /// Gets the bytes of the packet, starting at its Ethernet header, with its fragments (<c>bpf_dynptr_from_xdp</c>, kernel 6.4).
    /// </summary>
    /// <param name="packet">The bytes; a local variable.</param>
    /// <returns>False on failure, which the kernel does not expect.</returns>
    [BpfCalls("bpf_dynptr_from_xdp")]
    public bool TryGetPacket(out BpfDynptr packet)
    {
        Unsafe.SkipInit(out packet);
        return PacketFunctions.PacketOf(_context, 0, ref packet) == 0;
    }

    /// <summary>A reader at the Ethernet header, which reads the linear part of the packet in place.</summary>
    public PacketReader Packet => new(Data, DataEnd);

    /// <summary>Index of the device that received the packet.</summary>
    public uint IngressInterface => _context->IngressInterface;

    /// <summary>Receive queue of the device.</summary>
    public uint ReceiveQueue => _context->ReceiveQueue;

    /// <summary>Gets part of the packet in place, if the packet is long enough.</summary>
    /// <typeparam name="T">Unmanaged type with the layout of that part.</typeparam>
    /// <param name="offset">Offset in bytes; the verifier must be able to see that it is below 64 KiB.</param>
    /// <param name="part">The part, in the packet itself.</param>
    /// <returns>False when the packet is too short.</returns>
    public bool TryGetRef<T>(ulong offset, out BpfRef<T> part)
        where T : unmanaged
        => PacketBytes.TryGetRef(Data, DataEnd, offset, out part);
}
