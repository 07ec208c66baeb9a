using System.Globalization;

namespace Bpf.Shared;

/// <summary>The table of <c>enum bpf_prog_type</c>, include/uapi/linux/bpf.h.</summary>
internal static class KernelProgramTypes
{
    /// <summary>All rows, ordered by number, starting at 1.</summary>
    public static readonly KernelProgramType[] All =
    [
        new("socket_filter", "3.19", "socket filter programs") { Context = "__sk_buff" },
        new("kprobe", "4.1", "kprobe and uprobe programs") { Context = "bpf_user_pt_regs_t" },
        new("sched_cls", "4.1", "traffic control programs") { Context = "__sk_buff", IsNetworking = true },
        new("sched_act", "4.1", "traffic control actions") { Context = "__sk_buff", IsNetworking = true },
        new("tracepoint", "4.7", "tracepoint programs"),
        new("xdp", "4.8", "XDP programs") { Context = "xdp_md", IsNetworking = true },
        new("perf_event", "4.9", "perf event programs") { Context = "bpf_perf_event_data" },
        new("cgroup_skb", "4.10", "packet programs of cgroups") { Context = "__sk_buff", IsNetworking = true },
        new("cgroup_sock", "4.10", "socket programs of cgroups") { Context = "bpf_sock", IsNetworking = true },
        new("lwt_in", "4.10", "lightweight tunnel programs on input") { Context = "__sk_buff", IsNetworking = true },
        new("lwt_out", "4.10", "lightweight tunnel programs on output") { Context = "__sk_buff", IsNetworking = true },
        new("lwt_xmit", "4.10", "lightweight tunnel programs on transmission") { Context = "__sk_buff", IsNetworking = true },
        new("sock_ops", "4.13", "socket operation programs of cgroups") { Context = "bpf_sock_ops", IsNetworking = true },
        new("sk_skb", "4.14", "packet programs of socket maps") { Context = "__sk_buff", IsNetworking = true },
        new("cgroup_device", "4.15", "device programs of cgroups") { Context = "bpf_cgroup_dev_ctx", IsNetworking = true },
        new("sk_msg", "4.17", "message programs of socket maps") { Context = "sk_msg_md", IsNetworking = true },
        new("raw_tracepoint", "4.17", "raw tracepoint programs") { Context = "bpf_raw_tracepoint_args" },
        new("cgroup_sock_addr", "4.17", "address programs of cgroups") { Context = "bpf_sock_addr", IsNetworking = true },
        new("lwt_seg6local", "4.18", "segment routing programs") { Context = "__sk_buff", IsNetworking = true },
        new("lirc_mode2", "4.18", "infrared decoder programs"),
        new("sk_reuseport", "4.19", "socket selection programs") { Context = "sk_reuseport_md" },
        new("flow_dissector", "4.20", "flow dissector programs") { Context = "__sk_buff", IsNetworking = true },
        new("cgroup_sysctl", "5.2", "sysctl programs of cgroups") { Context = "bpf_sysctl", IsNetworking = true },
        new("raw_tracepoint_writable", "5.2", "writable raw tracepoint programs") { Context = "bpf_raw_tracepoint_args" },
        new("cgroup_sockopt", "5.3", "socket option programs of cgroups") { Context = "bpf_sockopt", IsNetworking = true },
        new("tracing", "5.5", "fentry, fexit and iterator programs") { IsForTarget = true },
        new("struct_ops", "5.6", "struct_ops programs") { IsForTarget = true },
        new("ext", "5.6", "extension programs") { IsForTarget = true, IsNetworking = true },
        new("lsm", "5.7", "security programs") { IsForTarget = true },
        new("sk_lookup", "5.9", "socket lookup programs") { Context = "bpf_sk_lookup", IsNetworking = true },
        new("syscall", "5.14", "syscall programs"),
        new("netfilter", "6.4", "netfilter programs") { Context = "bpf_nf_ctx", IsNetworking = true },
    ];

    /// <summary>Finds the row of a number; returns null when it is newer than the table.</summary>
    public static KernelProgramType? Find(uint number) => number - 1 < (uint)All.Length ? All[number - 1] : null;

    /// <summary>Returns the kernel's name for a number; the number itself when it is newer than the table, <c>unspec</c> for 0.</summary>
    public static string NameOf(uint number) => number == 0 ? "unspec" : Find(number)?.KernelName ?? number.ToString(CultureInfo.InvariantCulture);

    /// <summary>Returns the number for a kernel name, ignoring case; 0 for none.</summary>
    public static uint NumberOf(string kernelName)
        => (uint)(Array.FindIndex(All, type => type.KernelName.Equals(kernelName, StringComparison.OrdinalIgnoreCase)) + 1);
}
