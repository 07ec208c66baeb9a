using System.Buffers.Binary;

namespace Bpf;

/// <summary>
/// Bytes that a socket of a socket map has received, starting after the TCP or UDP header; first parameter of a <see cref="SkSkbAttribute"/> method.
/// </summary>
[BtfName("__sk_buff")]
public readonly unsafe ref struct SkSkbContext : IBpfContext
{
    private readonly SocketBuffer* _context;

    internal SkSkbContext(void* context) => _context = (SocketBuffer*)context;

    /// <summary>The context itself (<c>struct __sk_buff *</c>), for helpers that take one.</summary>
    public void* Pointer => _context;

    /// <summary>Number of bytes.</summary>
    public uint Length => _context->Length;

    /// <summary>
    /// A reader at the first byte, which copies what it reads (<c>bpf_skb_load_bytes</c>): few of the bytes can be accessed directly before
    /// <see cref="PullData"/>.
    /// </summary>
    public PacketLoader<SocketBufferSource> Packet => new(_context);

    /// <summary>
    /// First byte. Only bytes that have been compared with <see cref="DataEnd"/> may be read; <see cref="TryGetRef{T}"/> does that.
    /// </summary>
    public byte* Data => (byte*)(ulong)_context->Data;

    /// <summary>Address one past the bytes that can be accessed directly.</summary>
    public byte* DataEnd => (byte*)(ulong)_context->DataEnd;

    /// <summary>Address family of the socket.</summary>
    public SocketFamily Family => (SocketFamily)_context->Family;

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
    public ushort RemotePortOnWire => (ushort)(_context->RemotePort >> 16); // BPF_LSH by 16, bpf_convert_ctx_access, net/core/filter.c

    /// <summary>Gets part of the bytes in place, if that part can be accessed directly.</summary>
    /// <typeparam name="T">Unmanaged type with the layout of that part.</typeparam>
    /// <param name="offset">Offset in bytes; the verifier must be able to see that it is below 64 KiB.</param>
    /// <param name="part">The part, in the packet itself.</param>
    /// <returns>False when it cannot be accessed directly.</returns>
    public bool TryGetRef<T>(ulong offset, out BpfRef<T> part)
        where T : unmanaged
        => PacketBytes.TryGetRef(Data, DataEnd, offset, out part);

    /// <summary>Copies part of the bytes (<c>bpf_skb_load_bytes</c>).</summary>
    /// <typeparam name="T">Unmanaged type with the layout of that part.</typeparam>
    /// <param name="offset">Offset in bytes.</param>
    /// <param name="part">The copy, or the default.</param>
    /// <returns>False when there are fewer bytes.</returns>
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
