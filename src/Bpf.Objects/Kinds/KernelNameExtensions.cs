using System.Globalization;
using Bpf.Runtime;

namespace Bpf.Objects;

/// <summary>The kernel's own names of program and map types, as mount options, bpftool and error messages use them.</summary>
public static class KernelNameExtensions
{
    // enum bpf_prog_type of include/uapi/linux/bpf.h, by number
    private static readonly string[] s_programTypes =
    [
        "unspec", "socket_filter", "kprobe", "sched_cls", "sched_act", "tracepoint", "xdp", "perf_event", "cgroup_skb", "cgroup_sock", "lwt_in", "lwt_out",
        "lwt_xmit", "sock_ops", "sk_skb", "cgroup_device", "sk_msg", "raw_tracepoint", "cgroup_sock_addr", "lwt_seg6local", "lirc_mode2", "sk_reuseport",
        "flow_dissector", "cgroup_sysctl", "raw_tracepoint_writable", "cgroup_sockopt", "tracing", "struct_ops", "ext", "lsm", "sk_lookup", "syscall", "netfilter",
    ];

    // enum bpf_map_type of include/uapi/linux/bpf.h, by number
    private static readonly string[] s_mapTypes =
    [
        "unspec", "hash", "array", "prog_array", "perf_event_array", "percpu_hash", "percpu_array", "stack_trace", "cgroup_array", "lru_hash",
        "lru_percpu_hash", "lpm_trie", "array_of_maps", "hash_of_maps", "devmap", "sockmap", "cpumap", "xskmap", "sockhash", "cgroup_storage_deprecated",
        "reuseport_sockarray", "percpu_cgroup_storage_deprecated", "queue", "stack", "sk_storage", "devmap_hash", "struct_ops", "ringbuf", "inode_storage",
        "task_storage", "bloom_filter", "user_ringbuf", "cgrp_storage", "arena", "insn_array",
    ];

    /// <summary>The name after <c>BPF_PROG_TYPE_</c> in lower case; the number of a type that is newer than this library.</summary>
    /// <param name="type">The program type.</param>
    public static string KernelName(this ProgramType type) => Of(s_programTypes, (uint)type);

    /// <summary>The name after <c>BPF_MAP_TYPE_</c> in lower case; the number of a type that is newer than this library.</summary>
    /// <param name="type">The map type.</param>
    public static string KernelName(this MapType type) => Of(s_mapTypes, (uint)type);

    private static string Of(string[] names, uint value) => value < (uint)names.Length ? names[value] : value.ToString(CultureInfo.InvariantCulture);
}
