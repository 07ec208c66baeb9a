using System.Globalization;

namespace Bpf.Shared;

/// <summary>The table of <c>enum bpf_prog_type</c>, include/uapi/linux/bpf.h.</summary>
internal static class KernelProgramTypes
{
    /// <summary>All rows, ordered by number, starting at 1.</summary>
    public static readonly KernelProgramType[] All =
    [
        new("socket_filter", "3.19", "socket filter programs"),
        new("kprobe", "4.1", "kprobe and uprobe programs"),
        new("sched_cls", "4.1", "traffic control programs"),
        new("sched_act", "4.1", "traffic control actions"),
        new("tracepoint", "4.7", "tracepoint programs"),
        new("xdp", "4.8", "XDP programs"),
        new("perf_event", "4.9", "perf event programs"),
        new("cgroup_skb", "4.10", "packet programs of cgroups"),
        new("cgroup_sock", "4.10", "socket programs of cgroups"),
        new("lwt_in", "4.10", "lightweight tunnel programs on input"),
        new("lwt_out", "4.10", "lightweight tunnel programs on output"),
        new("lwt_xmit", "4.10", "lightweight tunnel programs on transmission"),
        new("sock_ops", "4.13", "socket operation programs of cgroups"),
        new("sk_skb", "4.14", "packet programs of socket maps"),
        new("cgroup_device", "4.15", "device programs of cgroups"),
        new("sk_msg", "4.17", "message programs of socket maps"),
        new("raw_tracepoint", "4.17", "raw tracepoint programs"),
        new("cgroup_sock_addr", "4.17", "address programs of cgroups"),
        new("lwt_seg6local", "4.18", "segment routing programs"),
        new("lirc_mode2", "4.18", "infrared decoder programs"),
        new("sk_reuseport", "4.19", "socket selection programs"),
        new("flow_dissector", "4.20", "flow dissector programs"),
        new("cgroup_sysctl", "5.2", "sysctl programs of cgroups"),
        new("raw_tracepoint_writable", "5.2", "writable raw tracepoint programs"),
        new("cgroup_sockopt", "5.3", "socket option programs of cgroups"),
        new("tracing", "5.5", "fentry, fexit and iterator programs"),
        new("struct_ops", "5.6", "struct_ops programs"),
        new("ext", "5.6", "extension programs"),
        new("lsm", "5.7", "security programs"),
        new("sk_lookup", "5.9", "socket lookup programs"),
        new("syscall", "5.14", "syscall programs"),
        new("netfilter", "6.4", "netfilter programs"),
    ];

    /// <summary>Finds the row of a number; returns null when it is newer than the table.</summary>
    public static KernelProgramType? Find(uint number) => number - 1 < (uint)All.Length ? All[number - 1] : null;

    /// <summary>Returns the kernel's name for a number; the number itself when it is newer than the table, <c>unspec</c> for 0.</summary>
    public static string NameOf(uint number) => number == 0 ? "unspec" : Find(number)?.KernelName ?? number.ToString(CultureInfo.InvariantCulture);

    /// <summary>Returns the number for a kernel name, ignoring case; 0 for none.</summary>
    public static uint NumberOf(string kernelName)
        => (uint)(Array.FindIndex(All, type => type.KernelName.Equals(kernelName, StringComparison.OrdinalIgnoreCase)) + 1);
}
