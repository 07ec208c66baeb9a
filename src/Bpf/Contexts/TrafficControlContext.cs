using System.Runtime.CompilerServices;

namespace Bpf;

/// <summary>
/// A packet passing through a network device, starting at its Ethernet header; first parameter of a <see cref="TrafficControlAttribute"/>,
/// <see cref="TcxIngressAttribute"/> or <see cref="TcxEgressAttribute"/> method.
/// </summary>
[BtfName("__sk_buff")]
public readonly unsafe ref partial struct TrafficControlContext : IBpfContext
{
    private readonly SocketBuffer* _context;

    internal TrafficControlContext(void* context) => _context = (SocketBuffer*)context;

    /// <summary>The context itself (<c>struct __sk_buff *</c>), for helpers that take one.</summary>
    public void* Pointer => _context;

    /// <summary>Length of the packet in bytes, including nonlinear parts.</summary>
    public uint Length => _context->Length;

    /// <summary>
    /// First byte of the packet. Only bytes that have been compared with <see cref="DataEnd"/> may be read or written; <see cref="TryGetRef{T}"/>
    /// does that.
    /// </summary>
    public byte* Data => (byte*)(ulong)_context->Data;

    /// <summary>Address one past the packet's linear part.</summary>
    public byte* DataEnd => (byte*)(ulong)_context->DataEnd;

    /// <summary>A reader at the Ethernet header, which reads the linear part of the packet in place.</summary>
    public PacketReader Packet => new(Data, DataEnd);

    /// <summary>A reader at the Ethernet header that copies, and also reads what is not linear (<c>bpf_skb_load_bytes</c>, kernel 4.5).</summary>
    public PacketLoader<SocketBufferSource> PacketWithFragments => new(_context);

    /// <summary>
    /// Gets the bytes of the packet, starting at its Ethernet header, with parts that are not linear (<c>bpf_dynptr_from_skb</c>, kernel 6.4).
    /// </summary>
    /// <param name="packet">The bytes; a local variable.</param>
    /// <returns>False on failure, which the kernel does not expect.</returns>
    [BpfCalls("bpf_dynptr_from_skb")]
    public bool TryGetPacket(out BpfDynptr packet)
    {
        Unsafe.SkipInit(out packet);
        return PacketFunctions.PacketOf(_context, 0, ref packet) == 0;
    }

    /// <summary>EtherType in network byte order.</summary>
    public uint Protocol => _context->Protocol;

    /// <summary>Index of the device the packet is at.</summary>
    public uint Interface => _context->Interface;

    /// <summary>Index of the device through which the packet entered this machine; 0 if it was created here.</summary>
    public uint IngressInterface => _context->IngressInterface;

    /// <summary>Flow hash, 0 when not computed.</summary>
    public uint Hash => _context->Hash;

    /// <summary>Mark of the packet, used by routing and firewalls.</summary>
    public uint Mark
    {
        get => _context->Mark;
        set => _context->Mark = value;
    }

    /// <summary>Priority of the packet, used by queuing disciplines.</summary>
    public uint Priority
    {
        get => _context->Priority;
        set => _context->Priority = value;
    }

    /// <summary>Gets part of the packet in place, if its linear part is long enough; writes modify the packet.</summary>
    /// <typeparam name="T">Unmanaged type with the layout of that part.</typeparam>
    /// <param name="offset">Offset in bytes; the verifier must be able to see that it is below 64 KiB.</param>
    /// <param name="part">The part, in the packet itself.</param>
    /// <returns>
    /// False when the linear part is too short; <see cref="TryRead{T}"/> reads beyond it, and <c>bpf_skb_pull_data</c> makes more of the packet
    /// linear.
    /// </returns>
    public bool TryGetRef<T>(ulong offset, out BpfRef<T> part)
        where T : unmanaged
        => PacketBytes.TryGetRef(Data, DataEnd, offset, out part);

    /// <summary>Copies part of the packet, linear or not (<c>bpf_skb_load_bytes</c>, kernel 4.5).</summary>
    /// <typeparam name="T">Unmanaged type with the layout of that part.</typeparam>
    /// <param name="offset">Offset in bytes.</param>
    /// <param name="part">The copy, or the default.</param>
    /// <returns>False when the packet is too short.</returns>
    public bool TryRead<T>(uint offset, out T part)
        where T : unmanaged
        => SocketBuffer.TryRead(_context, offset, out part);
}
