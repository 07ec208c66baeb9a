namespace Bpf;

/// <summary>Why a <see cref="SockOpsAttribute"/> program runs (<c>BPF_SOCK_OPS_*</c>, include/uapi/linux/bpf.h).</summary>
public enum SockOpsOperation : uint
{
    /// <summary>Not used. (<c>BPF_SOCK_OPS_VOID</c>)</summary>
    None = 0,

    /// <summary>
    /// Reply with the first retransmission timeout of a SYN in jiffies, or -1 for the default. (<c>BPF_SOCK_OPS_TIMEOUT_INIT</c>)
    /// </summary>
    TimeoutInit = 1,

    /// <summary>
    /// Reply with the first receive window in packets, or -1 for the default. (<c>BPF_SOCK_OPS_RWND_INIT</c>)
    /// </summary>
    ReceiveWindowInit = 2,

    /// <summary>A socket is about to send its SYN. (<c>BPF_SOCK_OPS_TCP_CONNECT_CB</c>)</summary>
    Connect = 3,

    /// <summary>A connection that this side has opened is established. (<c>BPF_SOCK_OPS_ACTIVE_ESTABLISHED_CB</c>)</summary>
    ActiveEstablished = 4,

    /// <summary>
    /// A connection that the other side has opened is established. (<c>BPF_SOCK_OPS_PASSIVE_ESTABLISHED_CB</c>)
    /// </summary>
    PassiveEstablished = 5,

    /// <summary>
    /// Reply 1 if the congestion control needs explicit congestion notification. (<c>BPF_SOCK_OPS_NEEDS_ECN</c>)
    /// </summary>
    NeedsEcn = 6,

    /// <summary>Reply with the base round-trip time in microseconds. (<c>BPF_SOCK_OPS_BASE_RTT</c>)</summary>
    BaseRoundTrip = 7,

    /// <summary>
    /// A retransmission timeout has expired. Arguments: number of retransmissions, the timeout, whether it is the last. (<c>BPF_SOCK_OPS_RTO_CB</c>)
    /// </summary>
    RetransmissionTimeout = 8,

    /// <summary>
    /// A packet has been sent again. Arguments: its sequence number, number of segments, result of sending. (<c>BPF_SOCK_OPS_RETRANS_CB</c>)
    /// </summary>
    Retransmission = 9,

    /// <summary>
    /// The state changes, see <see cref="SockOpsContext.OldState"/> and <see cref="SockOpsContext.NewState"/>. (<c>BPF_SOCK_OPS_STATE_CB</c>)
    /// </summary>
    StateChange = 10,

    /// <summary>A socket begins to listen. (<c>BPF_SOCK_OPS_TCP_LISTEN_CB</c>)</summary>
    Listen = 11,

    /// <summary>A round-trip time has been measured. (<c>BPF_SOCK_OPS_RTT_CB</c>)</summary>
    RoundTrip = 12,

    /// <summary>
    /// A packet has arrived; <see cref="SockOpsContext.LoadHeaderOption"/> reads its options. (<c>BPF_SOCK_OPS_PARSE_HDR_OPT_CB</c>)
    /// </summary>
    ParseHeaderOptions = 13,

    /// <summary>
    /// A packet is prepared; <see cref="SockOpsContext.ReserveHeaderOption"/> reserves room for options. (<c>BPF_SOCK_OPS_HDR_OPT_LEN_CB</c>)
    /// </summary>
    HeaderOptionLength = 14,

    /// <summary>
    /// A packet is written; <see cref="SockOpsContext.StoreHeaderOption"/> writes options into that room. (<c>BPF_SOCK_OPS_WRITE_HDR_OPT_CB</c>)
    /// </summary>
    WriteHeaderOptions = 15,
}
