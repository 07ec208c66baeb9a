using System.Linq;

namespace Bpf.Shared;

/// <summary>
/// The table of what programs may do with their contexts: what <c>is_valid_access</c> of the program types permits (net/core/filter.c, kernel/bpf/cgroup.c,
/// kernel/trace/bpf_trace.c), from Linux 5.10 to 7.3. A field that only some kernels have counts as readable.
/// </summary>
internal static class ContextRules
{
    private static readonly string[] s_connection = ["family", "remote_ip4", "local_ip4", "remote_ip6", "local_ip6", "remote_port", "local_port"];

    // What only traffic control and other programs with the whole packet read.
    private static readonly string[] s_ofQueues = ["tc_classid", "data_meta", "flow_keys", "wire_len", "tstamp_type"];
    private static readonly string[] s_tunnel = [.. s_connection, .. s_ofQueues, "tstamp", "hwtstamp"];

    private static readonly string[] s_notOfDissector =
    [
        .. ContextLayouts.SocketBuffer.Fields.Select(static field => field.Name).Where(static name => name is not ("data" or "data_end" or "flow_keys")),
    ];

    private static readonly string[] s_local = ["src_ip4", "src_ip6", "src_port"];
    private static readonly string[] s_ipv4 = ["user_ip4", "user_port"];
    private static readonly string[] s_ipv6 = ["user_ip6", "user_port"];
    private static readonly string[] s_sources = ["msg_src_ip4", "msg_src_ip6"];

    /// <summary>All rows; those of a section come before those of the whole program type.</summary>
    public static readonly ContextRule[] All =
    [
        new("SOCKET_FILTER", ContextLayouts.SocketBuffer)
        {
            Hidden = [.. s_tunnel, "data", "data_end"],
            Writable = ["cb"],
        },
        new("SCHED_CLS", ContextLayouts.SocketBuffer)
        {
            Hidden = [.. s_connection, "flow_keys"],
            Writable = ["mark", "queue_mapping", "priority", "tc_index", "cb", "tc_classid", "tstamp"],
        },
        new("CGROUP_SKB", ContextLayouts.SocketBuffer)
        {
            Hidden = s_ofQueues,
            Writable = ["mark", "priority", "cb", "tstamp"],
        },
        new("LWT_IN", ContextLayouts.SocketBuffer) { Hidden = s_tunnel, Writable = ["mark", "priority", "cb"] },
        new("LWT_OUT", ContextLayouts.SocketBuffer) { Hidden = s_tunnel, Writable = ["mark", "priority", "cb"] },
        new("LWT_XMIT", ContextLayouts.SocketBuffer) { Hidden = s_tunnel, Writable = ["mark", "priority", "cb"] },
        new("LWT_SEG6LOCAL", ContextLayouts.SocketBuffer) { Hidden = s_tunnel, Writable = ["mark", "priority", "cb"] },
        new("SK_SKB", ContextLayouts.SocketBuffer)
        {
            Hidden = [.. s_ofQueues, "mark", "tstamp", "hwtstamp"],
            Writable = ["priority", "tc_index"],
        },
        new("FLOW_DISSECTOR", ContextLayouts.SocketBuffer) { Hidden = s_notOfDissector },
        new("XDP", ContextLayouts.XdpMetadata) { Sections = ["xdp/devmap"] },
        new("XDP", ContextLayouts.XdpMetadata) { Hidden = ["egress_ifindex"] },
        new("CGROUP_SOCK", ContextLayouts.Socket)
        {
            Sections = ["cgroup/post_bind4"],
            Hidden = ["bound_dev_if", "mark", "priority", "src_ip6"],
        },
        new("CGROUP_SOCK", ContextLayouts.Socket)
        {
            Sections = ["cgroup/post_bind6"],
            Hidden = ["bound_dev_if", "mark", "priority", "src_ip4"],
        },
        new("CGROUP_SOCK", ContextLayouts.Socket) { Hidden = s_local, Writable = ["bound_dev_if", "mark", "priority"] },
        new("CGROUP_SOCK_ADDR", ContextLayouts.SocketAddress)
        {
            Sections = ["cgroup/sendmsg4"],
            Hidden = ["user_ip6", "msg_src_ip6"],
            Writable = [.. s_ipv4, "msg_src_ip4"],
        },
        new("CGROUP_SOCK_ADDR", ContextLayouts.SocketAddress)
        {
            Sections = ["cgroup/sendmsg6"],
            Hidden = ["user_ip4", "msg_src_ip4"],
            Writable = [.. s_ipv6, "msg_src_ip6"],
        },
        new("CGROUP_SOCK_ADDR", ContextLayouts.SocketAddress)
        {
            Sections = ["cgroup/bind4", "cgroup/connect4", "cgroup/recvmsg4", "cgroup/getpeername4", "cgroup/getsockname4"],
            Hidden = [.. s_sources, "user_ip6"],
            Writable = s_ipv4,
        },
        new("CGROUP_SOCK_ADDR", ContextLayouts.SocketAddress)
        {
            Sections = ["cgroup/bind6", "cgroup/connect6", "cgroup/recvmsg6", "cgroup/getpeername6", "cgroup/getsockname6"],
            Hidden = [.. s_sources, "user_ip4"],
            Writable = s_ipv6,
        },
        new("CGROUP_SOCK_ADDR", ContextLayouts.SocketAddress) { Hidden = [.. s_sources, "user_ip4", "user_ip6"], Writable = ["user_port"] },
        new("CGROUP_SYSCTL", ContextLayouts.Setting) { Writable = ["file_pos"] },
        new("CGROUP_SOCKOPT", ContextLayouts.SocketOption) { Sections = ["cgroup/getsockopt"], Writable = ["optlen", "retval"] },
        new("CGROUP_SOCKOPT", ContextLayouts.SocketOption) { Hidden = ["retval"], Writable = ["level", "optname", "optlen"] },
        new("CGROUP_DEVICE", ContextLayouts.Device),
        new("SOCK_OPS", ContextLayouts.SocketOperation) { Writable = ["reply", "sk_txhash"] },
        new("SK_MSG", ContextLayouts.SocketMessage),
        new("SK_REUSEPORT", ContextLayouts.SharedPort),
        new("SK_LOOKUP", ContextLayouts.SocketLookup),
        new("NETFILTER", ContextLayouts.Netfilter),
        new("KPROBE", ContextLayouts.Registers)
        {
            Sections = ["uprobe", "uretprobe", "uprobe.session", "usdt"],
            Writable = ["registers"],
            ReadOnlyUntil = "6.18",
        },
        new("KPROBE", ContextLayouts.Registers),
        new("PERF_EVENT", ContextLayouts.Sample),
        new("TRACEPOINT", ContextLayouts.Record) { Hidden = ["common"] },
        new("RAW_TRACEPOINT", ContextLayouts.RawArguments),
        new("RAW_TRACEPOINT_WRITABLE", ContextLayouts.RawArguments),
    ];

    /// <summary>Returns the row of a kind of program, at its hook; null for kinds whose context depends on the target.</summary>
    public static ContextRule? Of(ProgramKind kind)
        => All.FirstOrDefault(rule => rule.ProgramType == kind.ProgramType && (rule.Sections?.Contains(kind.Section) ?? true));
}
