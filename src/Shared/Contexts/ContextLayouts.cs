namespace Bpf.Shared;

/// <summary>
/// The structs that kernels pass to programs: include/uapi/linux/bpf.h, and for probes the saved registers. A test compares them with what this kernel's
/// verifier accepts.
/// </summary>
internal static class ContextLayouts
{
    /// <summary>A packet.</summary>
    public static readonly ContextLayout SocketBuffer = new("__sk_buff", 192,
    [
        ContextField.Parts("len", 0), ContextField.Parts("pkt_type", 4), ContextField.Parts("mark", 8), ContextField.Parts("queue_mapping", 12),
        ContextField.Parts("protocol", 16), ContextField.Parts("vlan_present", 20), ContextField.Parts("vlan_tci", 24), ContextField.Parts("vlan_proto", 28),
        ContextField.Parts("priority", 32), ContextField.Parts("ingress_ifindex", 36), ContextField.Parts("ifindex", 40), ContextField.Parts("tc_index", 44),
        new("cb", 48, 20) { Largest = 8, SmallestRead = 1, SmallestWrite = 1 }, ContextField.Parts("hash", 68), ContextField.Parts("tc_classid", 72),
        ContextField.Whole("data", 76), ContextField.Whole("data_end", 80), ContextField.Parts("napi_id", 84), ContextField.Parts("family", 88),
        ContextField.Whole("remote_ip4", 92), ContextField.Whole("local_ip4", 96), ContextField.Words("remote_ip6", 100, 4),
        ContextField.Words("local_ip6", 116, 4), ContextField.Parts("remote_port", 132), ContextField.Parts("local_port", 136),
        ContextField.Whole("data_meta", 140), ContextField.Whole("flow_keys", 144, 8), ContextField.Whole("tstamp", 152, 8),
        ContextField.Parts("wire_len", 160), ContextField.Parts("gso_segs", 164), ContextField.Whole("sk", 168, 8), ContextField.Parts("gso_size", 176),
        ContextField.Whole("tstamp_type", 180, 1), ContextField.Whole("hwtstamp", 184, 8),
    ]);

    /// <summary>A packet before the network stack.</summary>
    public static readonly ContextLayout XdpMetadata = new("xdp_md", 24,
    [
        ContextField.Whole("data", 0), ContextField.Whole("data_end", 4), ContextField.Whole("data_meta", 8), ContextField.Whole("ingress_ifindex", 12),
        ContextField.Whole("rx_queue_index", 16), ContextField.Whole("egress_ifindex", 20),
    ]);

    /// <summary>A socket.</summary>
    public static readonly ContextLayout Socket = new("bpf_sock", 80,
    [
        ContextField.Whole("bound_dev_if", 0), Start("family", 4), Start("type", 8), Start("protocol", 12), ContextField.Whole("mark", 16),
        ContextField.Whole("priority", 20), ContextField.Parts("src_ip4", 24), Words("src_ip6", 28), Start("src_port", 44),
        new("dst_port", 48, 4) { SmallestRead = 1, Starts = 2 },
        ContextField.Parts("dst_ip4", 52), Words("dst_ip6", 56), Start("state", 72), Start("rx_queue_mapping", 76),
    ]);

    /// <summary>An address that a process gives to the kernel, or gets.</summary>
    public static readonly ContextLayout SocketAddress = new("bpf_sock_addr", 72,
    [
        ContextField.Whole("user_family", 0), ContextField.Parts("user_ip4", 4),
        new("user_ip6", 8, 16) { Largest = 8, SmallestRead = 1, SmallestWrite = 4 }, ContextField.Parts("user_port", 24), ContextField.Whole("family", 28),
        ContextField.Whole("type", 32), ContextField.Whole("protocol", 36), ContextField.Parts("msg_src_ip4", 40),
        new("msg_src_ip6", 44, 16) { Largest = 8, SmallestRead = 1, SmallestWrite = 4 }, ContextField.Whole("sk", 64, 8),
    ]);

    /// <summary>An event of a TCP connection.</summary>
    public static readonly ContextLayout SocketOperation = new("bpf_sock_ops", 224,
    [
        ContextField.Whole("op", 0), ContextField.Whole("reply", 4), ContextField.Words("args", 8, 3), ContextField.Whole("family", 20),
        ContextField.Whole("remote_ip4", 24), ContextField.Whole("local_ip4", 28), ContextField.Words("remote_ip6", 32, 4),
        ContextField.Words("local_ip6", 48, 4), ContextField.Whole("remote_port", 64), ContextField.Whole("local_port", 68),
        ContextField.Whole("is_fullsock", 72), ContextField.Whole("snd_cwnd", 76), ContextField.Whole("srtt_us", 80),
        ContextField.Whole("bpf_sock_ops_cb_flags", 84), ContextField.Whole("state", 88), ContextField.Whole("rtt_min", 92),
        ContextField.Whole("snd_ssthresh", 96), ContextField.Whole("rcv_nxt", 100), ContextField.Whole("snd_nxt", 104), ContextField.Whole("snd_una", 108),
        ContextField.Whole("mss_cache", 112), ContextField.Whole("ecn_flags", 116), ContextField.Whole("rate_delivered", 120),
        ContextField.Whole("rate_interval_us", 124), ContextField.Whole("packets_out", 128), ContextField.Whole("retrans_out", 132),
        ContextField.Whole("total_retrans", 136), ContextField.Whole("segs_in", 140), ContextField.Whole("data_segs_in", 144),
        ContextField.Whole("segs_out", 148), ContextField.Whole("data_segs_out", 152), ContextField.Whole("lost_out", 156),
        ContextField.Whole("sacked_out", 160), ContextField.Whole("sk_txhash", 164), ContextField.Whole("bytes_received", 168, 8),
        ContextField.Whole("bytes_acked", 176, 8), ContextField.Whole("sk", 184, 8), ContextField.Whole("skb_data", 192, 8),
        ContextField.Whole("skb_data_end", 200, 8), ContextField.Whole("skb_len", 208), Start("skb_tcp_flags", 212),
        ContextField.Whole("skb_hwtstamp", 216, 8),
    ]);

    /// <summary>Data on its way through a socket.</summary>
    public static readonly ContextLayout SocketMessage = new("sk_msg_md", 80,
    [
        ContextField.Whole("data", 0, 8), ContextField.Whole("data_end", 8, 8), ContextField.Whole("family", 16), ContextField.Whole("remote_ip4", 20),
        ContextField.Whole("local_ip4", 24), ContextField.Words("remote_ip6", 28, 4), ContextField.Words("local_ip6", 44, 4),
        ContextField.Whole("remote_port", 60), ContextField.Whole("local_port", 64), ContextField.Whole("size", 68), ContextField.Whole("sk", 72, 8),
    ]);

    /// <summary>A packet for one of several sockets at a port.</summary>
    public static readonly ContextLayout SharedPort = new("sk_reuseport_md", 56,
    [
        ContextField.Whole("data", 0, 8), ContextField.Whole("data_end", 8, 8), ContextField.Parts("len", 16),
        new("eth_protocol", 20, 4) { SmallestRead = 2, Starts = 3 }, ContextField.Parts("ip_protocol", 24), ContextField.Parts("bind_inany", 28),
        ContextField.Whole("hash", 32), ContextField.Whole("sk", 40, 8), ContextField.Whole("migrating_sk", 48, 8),
    ]);

    /// <summary>A connection or packet that looks for its socket.</summary>
    public static readonly ContextLayout SocketLookup = new("bpf_sk_lookup", 72,
    [
        ContextField.Whole("sk", 0, 8), ContextField.Parts("family", 8), ContextField.Parts("protocol", 12), ContextField.Parts("remote_ip4", 16),
        Words("remote_ip6", 20), ContextField.Parts("remote_port", 36), ContextField.Parts("local_ip4", 40), Words("local_ip6", 44),
        ContextField.Parts("local_port", 60), ContextField.Parts("ingress_ifindex", 64),
    ]);

    /// <summary>An access to a kernel setting.</summary>
    public static readonly ContextLayout Setting = new("bpf_sysctl", 8,
    [
        ContextField.Parts("write", 0), ContextField.Parts("file_pos", 4),
    ]);

    /// <summary>A call of getsockopt or setsockopt.</summary>
    public static readonly ContextLayout SocketOption = new("bpf_sockopt", 40,
    [
        ContextField.Whole("sk", 0, 8), ContextField.Whole("optval", 8, 8), ContextField.Whole("optval_end", 16, 8), ContextField.Whole("level", 24),
        ContextField.Whole("optname", 28), ContextField.Whole("optlen", 32), ContextField.Whole("retval", 36),
    ]);

    /// <summary>An access to a device.</summary>
    public static readonly ContextLayout Device = new("bpf_cgroup_dev_ctx", 12,
    [
        ContextField.Parts("access_type", 0), ContextField.Whole("major", 4), ContextField.Whole("minor", 8),
    ]);

    /// <summary>A packet in the firewall.</summary>
    public static readonly ContextLayout Netfilter = new("bpf_nf_ctx", 16,
    [
        ContextField.Whole("state", 0, 8), ContextField.Whole("skb", 8, 8),
    ]);

    /// <summary>
    /// The registers of the thread that hit a probe: 168 bytes on x86-64. On aarch64 kernels differ (336 bytes in 6.12); this leaves room for more.
    /// </summary>
    public static readonly ContextLayout Registers = new("pt_regs", 352,
    [
        new("registers", 0, 352) { Largest = 8, SmallestRead = 1, SmallestWrite = 1 },
    ]);

    /// <summary>A sample: the registers, of which aarch64 has more, then two numbers.</summary>
    public static readonly ContextLayout Sample = new("bpf_perf_event_data", 288,
    [
        new("regs", 0, 168) { Largest = 8 }, new("sample_period", 168, 120) { Largest = 8, SmallestRead = 1 },
    ]);

    /// <summary>The record of a tracepoint, of which the first eight bytes belong to the kernel, up to PERF_MAX_TRACE_SIZE.</summary>
    public static readonly ContextLayout Record = new("the record", 8192,
    [
        ContextField.Parts("common", 0, 8), new("data", 8, 8184) { Largest = 8, SmallestRead = 1 },
    ]);

    /// <summary>The arguments of a raw tracepoint: MAX_BPF_FUNC_ARGS.</summary>
    public static readonly ContextLayout RawArguments = new("bpf_raw_tracepoint_args", 96,
    [
        new("args", 0, 96) { Largest = 8, SmallestRead = 1 },
    ]);

    private static ContextField Start(string name, int offset) => new(name, offset, sizeof(uint)) { SmallestRead = 1, Starts = 1 };

    private static ContextField Words(string name, int offset)
        => new(name, offset, 4 * sizeof(uint)) { Largest = sizeof(uint), SmallestRead = 1 };
}
