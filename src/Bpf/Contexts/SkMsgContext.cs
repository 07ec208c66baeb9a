using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Bpf;

/// <summary>A message that a socket of a socket map sends; first parameter of a <see cref="SkMsgAttribute"/> method.</summary>
[BtfName("sk_msg_md")]
public readonly unsafe ref struct SkMsgContext : IBpfContext
{
    private readonly Metadata* _context;

    internal SkMsgContext(void* context) => _context = (Metadata*)context;

    /// <summary>The context itself (<c>struct sk_msg_md *</c>), for helpers that take one.</summary>
    public void* Pointer => _context;

    /// <summary>
    /// First byte of the message that can be accessed directly; with <c>sendfile</c> and large messages none, until <see cref="PullData"/> is called.
    /// </summary>
    public byte* Data => (byte*)_context->Data;

    /// <summary>Address one past the bytes that can be accessed directly.</summary>
    public byte* DataEnd => (byte*)_context->DataEnd;

    /// <summary>Length of the message in bytes (kernel 5.0).</summary>
    public uint Length => _context->Size;

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
    public ushort RemotePortOnWire => (ushort)(_context->RemotePort >> 16); // BPF_LSH by 16, sk_msg_convert_ctx_access, net/core/filter.c

    /// <summary>The socket (<c>struct bpf_sock *</c>), for helpers that take one (kernel 5.7).</summary>
    public void* Socket => (void*)_context->Socket;

    /// <summary>Gets part of the message in place, if that part can be accessed directly.</summary>
    /// <typeparam name="T">Unmanaged type with the layout of that part.</typeparam>
    /// <param name="offset">Offset in bytes; the verifier must be able to see that it is below 64 KiB.</param>
    /// <param name="part">The part, in the message itself.</param>
    /// <returns>False when it cannot be accessed directly.</returns>
    public bool TryGetRef<T>(ulong offset, out BpfRef<T> part)
        where T : unmanaged
        => PacketBytes.TryGetRef(Data, DataEnd, offset, out part);

    /// <summary>Makes bytes of the message directly accessible (<c>bpf_msg_pull_data</c>). References to the message become invalid.</summary>
    /// <param name="start">Offset of the first byte.</param>
    /// <param name="end">Offset one past the last byte.</param>
    /// <returns>0, or a negative errno; -EINVAL when the message is shorter.</returns>
    [BpfCalls("bpf_msg_pull_data")]
    [ChangesPacket]
    public long PullData(uint start, uint end) => BpfHelpers.MsgPullData(_context, start, end, 0);

    /// <summary>Inserts bytes that the program must then write (<c>bpf_msg_push_data</c>, kernel 4.20).</summary>
    /// <param name="start">Offset of the first new byte.</param>
    /// <param name="length">Number of bytes.</param>
    /// <returns>0, or a negative errno.</returns>
    [BpfCalls("bpf_msg_push_data")]
    [ChangesPacket]
    public long PushData(uint start, uint length) => BpfHelpers.MsgPushData(_context, start, length, 0);

    /// <summary>Removes bytes (<c>bpf_msg_pop_data</c>, kernel 5.0).</summary>
    /// <param name="start">Offset of the first byte to remove.</param>
    /// <param name="length">Number of bytes.</param>
    /// <returns>0, or a negative errno.</returns>
    [BpfCalls("bpf_msg_pop_data")]
    [ChangesPacket]
    public long PopData(uint start, uint length) => BpfHelpers.MsgPopData(_context, start, length, 0);

    /// <summary>
    /// Applies the verdict to the next bytes of the stream, without running the program again for them (<c>bpf_msg_apply_bytes</c>).
    /// </summary>
    /// <param name="bytes">Number of bytes; less or more than the message has.</param>
    [BpfCalls("bpf_msg_apply_bytes")]
    public void ApplyBytes(uint bytes) => BpfHelpers.MsgApplyBytes(_context, bytes);

    /// <summary>Waits until the stream has more bytes, and runs the program again for all of them (<c>bpf_msg_cork_bytes</c>).</summary>
    /// <param name="bytes">Number of bytes.</param>
    [BpfCalls("bpf_msg_cork_bytes")]
    public void CorkBytes(uint bytes) => BpfHelpers.MsgCorkBytes(_context, bytes);

    /// <summary><c>struct sk_msg_md</c>, include/uapi/linux/bpf.h.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct Metadata
    {
        public ulong Data;
        public ulong DataEnd;
        public uint Family;
        public uint RemoteAddress4;
        public uint LocalAddress4;
        public Ipv6Address RemoteAddress6;
        public Ipv6Address LocalAddress6;
        public uint RemotePort;
        public uint LocalPort;
        public uint Size;
        public ulong Socket;
    }
}
