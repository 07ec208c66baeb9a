using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Bpf;

/// <summary>An event of a TCP connection; first parameter of a <see cref="SockOpsAttribute"/> method.</summary>
[BtfName("bpf_sock_ops")]
public readonly unsafe ref struct SockOpsContext : IBpfContext
{
    private readonly Event* _context;

    internal SockOpsContext(void* context) => _context = (Event*)context;

    /// <summary>The context itself (<c>struct bpf_sock_ops *</c>), for helpers and maps that take one.</summary>
    public void* Pointer => _context;

    /// <summary>The socket (<c>struct bpf_sock *</c>), for helpers that take one; null for a request that is not a full socket yet.</summary>
    public void* Socket => (void*)_context->Socket;

    /// <summary>Why the program runs.</summary>
    public SockOpsOperation Operation => (SockOpsOperation)_context->Operation;

    /// <summary>What the kernel gets as the answer, in operations that ask for one.</summary>
    public int Reply
    {
        set => _context->Argument0 = (uint)value;
    }

    /// <summary>The state that the socket leaves, in <see cref="SockOpsOperation.StateChange"/>.</summary>
    public SocketState OldState => (SocketState)_context->Argument0;

    /// <summary>The state that the socket enters, in <see cref="SockOpsOperation.StateChange"/>.</summary>
    public SocketState NewState => (SocketState)_context->Argument1;

    /// <summary>The events for which the program runs; <see cref="SetCallbacks"/> changes them.</summary>
    public SockOpsCallbacks Callbacks => (SockOpsCallbacks)_context->Callbacks;

    /// <summary>Address family.</summary>
    public SocketFamily Family => (SocketFamily)_context->Family;

    /// <summary>Local IPv4 address.</summary>
    public Ipv4Address LocalAddress4 => new(_context->LocalAddress4);

    /// <summary>Remote IPv4 address.</summary>
    public Ipv4Address RemoteAddress4 => new(_context->RemoteAddress4);

    /// <summary>Local IPv6 address.</summary>
    public Ipv6Address LocalAddress6 => new(_context->LocalAddress60, _context->LocalAddress61, _context->LocalAddress62, _context->LocalAddress63);

    /// <summary>Remote IPv6 address.</summary>
    public Ipv6Address RemoteAddress6 => new(_context->RemoteAddress60, _context->RemoteAddress61, _context->RemoteAddress62, _context->RemoteAddress63);

    /// <summary>Local port in host byte order.</summary>
    public ushort LocalPort => (ushort)_context->LocalPort;

    /// <summary>Remote port in host byte order.</summary>
    public ushort RemotePort => (ushort)BinaryPrimitives.ReverseEndianness(_context->RemotePort);

    /// <summary>Remote port in network byte order.</summary>
    public ushort RemotePortOnWire => (ushort)(_context->RemotePort >> 16);

    /// <summary>Whether the socket is more than a request; otherwise its numbers are 0.</summary>
    public bool IsFullSocket => _context->IsFullSocket != 0;

    /// <summary>State of the socket.</summary>
    public SocketState State => (SocketState)_context->State;

    /// <summary>Congestion window in packets (<c>snd_cwnd</c>).</summary>
    public uint CongestionWindow => _context->CongestionWindow;

    /// <summary>Smoothed round-trip time in eighths of a microsecond (<c>srtt_us</c>).</summary>
    public uint SmoothedRoundTrip => _context->SmoothedRoundTrip;

    /// <summary>Shortest round-trip time in microseconds (<c>rtt_min</c>).</summary>
    public uint MinimumRoundTrip => _context->MinimumRoundTrip;

    /// <summary>Slow-start threshold in packets (<c>snd_ssthresh</c>).</summary>
    public uint SlowStartThreshold => _context->SlowStartThreshold;

    /// <summary>Next sequence number to receive (<c>rcv_nxt</c>).</summary>
    public uint ReceiveNext => _context->ReceiveNext;

    /// <summary>Next sequence number to send (<c>snd_nxt</c>).</summary>
    public uint SendNext => _context->SendNext;

    /// <summary>First sequence number that is not acknowledged (<c>snd_una</c>).</summary>
    public uint SendUnacknowledged => _context->SendUnacknowledged;

    /// <summary>Maximum segment size in bytes (<c>mss_cache</c>).</summary>
    public uint SegmentSize => _context->SegmentSize;

    /// <summary>State of explicit congestion notification (<c>ecn_flags</c>).</summary>
    public uint EcnFlags => _context->EcnFlags;

    /// <summary>Packets of the rate sample (<c>rate_delivered</c>).</summary>
    public uint RateDelivered => _context->RateDelivered;

    /// <summary>Time of the rate sample in microseconds (<c>rate_interval_us</c>).</summary>
    public uint RateInterval => _context->RateInterval;

    /// <summary>Packets that are sent and not acknowledged (<c>packets_out</c>).</summary>
    public uint PacketsInFlight => _context->PacketsInFlight;

    /// <summary>Of these, packets that are sent again (<c>retrans_out</c>).</summary>
    public uint Retransmitted => _context->Retransmitted;

    /// <summary>Packets sent again since the connection began (<c>total_retrans</c>).</summary>
    public uint TotalRetransmitted => _context->TotalRetransmitted;

    /// <summary>Segments received (<c>segs_in</c>).</summary>
    public uint SegmentsReceived => _context->SegmentsReceived;

    /// <summary>Segments with data received (<c>data_segs_in</c>).</summary>
    public uint DataSegmentsReceived => _context->DataSegmentsReceived;

    /// <summary>Segments sent (<c>segs_out</c>).</summary>
    public uint SegmentsSent => _context->SegmentsSent;

    /// <summary>Segments with data sent (<c>data_segs_out</c>).</summary>
    public uint DataSegmentsSent => _context->DataSegmentsSent;

    /// <summary>Packets that are lost (<c>lost_out</c>).</summary>
    public uint Lost => _context->Lost;

    /// <summary>Packets that are selectively acknowledged (<c>sacked_out</c>).</summary>
    public uint SelectivelyAcknowledged => _context->SelectivelyAcknowledged;

    /// <summary>Hash from which a path among several is chosen (<c>sk_txhash</c>).</summary>
    public uint TransmitHash
    {
        get => _context->TransmitHash;
        set => _context->TransmitHash = value;
    }

    /// <summary>Bytes received in order (<c>bytes_received</c>).</summary>
    public ulong BytesReceived => _context->BytesReceived;

    /// <summary>Bytes that the other side has acknowledged (<c>bytes_acked</c>).</summary>
    public ulong BytesAcknowledged => _context->BytesAcknowledged;

    /// <summary>Length of the packet, in operations with header options (kernel 5.10).</summary>
    public uint PacketLength => _context->PacketLength;

    /// <summary>
    /// Returns an argument of the operation: at <see cref="SockOpsOperation.RetransmissionTimeout"/> and so on, as <see cref="SockOpsOperation"/> says.
    /// </summary>
    /// <param name="index">0 to 3.</param>
    public uint Argument(int index) => index switch
    {
        0 => _context->Argument0,
        1 => _context->Argument1,
        2 => _context->Argument2,
        _ => _context->Argument3,
    };

    /// <summary>Sets the events of this connection for which the program runs (<c>bpf_sock_ops_cb_flags_set</c>, kernel 4.16).</summary>
    /// <param name="callbacks">All events; others are switched off.</param>
    /// <returns>0; the flags that the kernel does not know; or -EINVAL (-22) when it is not a full socket.</returns>
    [BpfCalls("bpf_sock_ops_cb_flags_set")]
    public long SetCallbacks(SockOpsCallbacks callbacks) => BpfHelpers.SockOpsCbFlagsSet(_context, (int)callbacks);

    /// <summary>
    /// Finds a TCP header option in the received packet (<c>bpf_load_hdr_opt</c>, kernel 5.10), in operations about a packet that has been received.
    /// </summary>
    /// <param name="option">
    /// In: the kind to find in its first byte, 0 in the second; for kinds 253 and 254, the length (4 or 6) in the second and the magic number after it.
    /// Out: the option, truncated to fit.
    /// </param>
    /// <returns>Length of the option; -ENOMSG (-42) when there is none, -ENOSPC (-28) when it has been truncated.</returns>
    [BpfCalls("bpf_load_hdr_opt")]
    public long LoadHeaderOption(Span<byte> option)
    {
        fixed (byte* start = option)
        {
            return BpfHelpers.LoadHdrOpt(_context, start, (uint)option.Length, 0);
        }
    }

    /// <summary>
    /// Reserves room for header options (<c>bpf_reserve_hdr_opt</c>, kernel 5.10), in <see cref="SockOpsOperation.HeaderOptionLength"/>.
    /// </summary>
    /// <param name="length">Length in bytes, including kind and length.</param>
    /// <returns>0; -ENOSPC (-28) when there is not enough room, -EPERM (-1) in other operations.</returns>
    [BpfCalls("bpf_reserve_hdr_opt")]
    public long ReserveHeaderOption(uint length) => BpfHelpers.ReserveHdrOpt(_context, length, 0);

    /// <summary>
    /// Writes a header option (<c>bpf_store_hdr_opt</c>, kernel 5.10), in <see cref="SockOpsOperation.WriteHeaderOptions"/>.
    /// </summary>
    /// <param name="option">Kind, length of the whole option, and data.</param>
    /// <returns>
    /// 0; -ENOSPC (-28) when no room is reserved, -EEXIST (-17) when the packet already has the option, -EINVAL (-22) when it is not valid, -EPERM (-1) in
    /// other operations.
    /// </returns>
    [BpfCalls("bpf_store_hdr_opt")]
    [ChangesPacket]
    public long StoreHeaderOption(ReadOnlySpan<byte> option)
    {
        fixed (byte* start = option)
        {
            return BpfHelpers.StoreHdrOpt(_context, start, (uint)option.Length, 0);
        }
    }

    /// <summary><c>struct bpf_sock_ops</c>, include/uapi/linux/bpf.h. The verifier allows only accesses of four bytes to the addresses.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct Event
    {
        public uint Operation;
        public uint Argument0;
        public uint Argument1;
        public uint Argument2;
        public uint Argument3;
        public uint Family;
        public uint RemoteAddress4;
        public uint LocalAddress4;
        public uint RemoteAddress60;
        public uint RemoteAddress61;
        public uint RemoteAddress62;
        public uint RemoteAddress63;
        public uint LocalAddress60;
        public uint LocalAddress61;
        public uint LocalAddress62;
        public uint LocalAddress63;
        public uint RemotePort;
        public uint LocalPort;
        public uint IsFullSocket;
        public uint CongestionWindow;
        public uint SmoothedRoundTrip;
        public uint Callbacks;
        public uint State;
        public uint MinimumRoundTrip;
        public uint SlowStartThreshold;
        public uint ReceiveNext;
        public uint SendNext;
        public uint SendUnacknowledged;
        public uint SegmentSize;
        public uint EcnFlags;
        public uint RateDelivered;
        public uint RateInterval;
        public uint PacketsInFlight;
        public uint Retransmitted;
        public uint TotalRetransmitted;
        public uint SegmentsReceived;
        public uint DataSegmentsReceived;
        public uint SegmentsSent;
        public uint DataSegmentsSent;
        public uint Lost;
        public uint SelectivelyAcknowledged;
        public uint TransmitHash;
        public ulong BytesReceived;
        public ulong BytesAcknowledged;
        public ulong Socket;
        public ulong Data;
        public ulong DataEnd;
        public uint PacketLength;
    }
}
