namespace Bpf.Cli;

/// <summary>The kernel's own names of enum values, by number (include/uapi/linux/bpf.h), as mount options and the type option use them.</summary>
internal static class KernelNames
{
    /// <summary>enum bpf_prog_type, without BPF_PROG_TYPE_.</summary>
    public static string[] ProgramTypes { get; } =
    [
        "unspec", "socket_filter", "kprobe", "sched_cls", "sched_act", "tracepoint", "xdp", "perf_event", "cgroup_skb", "cgroup_sock", "lwt_in", "lwt_out",
        "lwt_xmit", "sock_ops", "sk_skb", "cgroup_device", "sk_msg", "raw_tracepoint", "cgroup_sock_addr", "lwt_seg6local", "lirc_mode2", "sk_reuseport",
        "flow_dissector", "cgroup_sysctl", "raw_tracepoint_writable", "cgroup_sockopt", "tracing", "struct_ops", "ext", "lsm", "sk_lookup", "syscall", "netfilter",
    ];

    /// <summary>enum bpf_map_type, without BPF_MAP_TYPE_.</summary>
    public static string[] MapTypes { get; } =
    [
        "unspec", "hash", "array", "prog_array", "perf_event_array", "percpu_hash", "percpu_array", "stack_trace", "cgroup_array", "lru_hash",
        "lru_percpu_hash", "lpm_trie", "array_of_maps", "hash_of_maps", "devmap", "sockmap", "cpumap", "xskmap", "sockhash", "cgroup_storage_deprecated",
        "reuseport_sockarray", "percpu_cgroup_storage_deprecated", "queue", "stack", "sk_storage", "devmap_hash", "struct_ops", "ringbuf", "inode_storage",
        "task_storage", "bloom_filter", "user_ringbuf", "cgrp_storage", "arena", "insn_array",
    ];

    /// <summary>Name of a value, or its number when it is newer than the table.</summary>
    public static string Of(string[] names, uint value) => value < (uint)names.Length ? names[value] : value.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
