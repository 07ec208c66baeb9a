using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace Bpf.Shared;

/// <summary>
/// Which kernel brought what, apart from helpers, which have a table of their own: what <c>BpfMinKernel</c> is checked against, and what <c>bpf inspect</c>
/// says that an object needs. A uprobe that becomes a multi-uprobe at load needs no newer kernel for that.
/// </summary>
internal static class FeatureVersions
{
    /// <summary>Key of cookies.</summary>
    public const string Cookie = "cookie";

    /// <summary>Key of sleepable uprobes.</summary>
    public const string SleepableUprobe = "uprobe.s";

    /// <summary>Key of spin locks.</summary>
    public const string SpinLock = "spin lock";

    /// <summary>Key of timers.</summary>
    public const string Timer = "timer";

    /// <summary>Key of global functions.</summary>
    public const string GlobalFunction = "global function";

    /// <summary>Key of global variables.</summary>
    public const string Globals = "globals";

    /// <summary>Key of functions that a program calls.</summary>
    public const string LocalCall = "function";

    /// <summary>Key of tail calls in programs that also call functions.</summary>
    public const string TailCallWithFunctions = "tail call with functions";

    /// <summary>Key of programs that old kernels find too long.</summary>
    public const string LargeProgram = "large program";

    /// <summary>Key of loops in the code.</summary>
    public const string Loop = "loop";

    /// <summary>Key of atomic operations that are more than an addition.</summary>
    public const string Atomic = "atomic";

    /// <summary>Start of the keys of instruction sets.</summary>
    public const string InstructionSet = "mcpu=";

    /// <summary>Key of <c>bpf_get_func_ip</c> in uprobes, which had it later than other programs.</summary>
    public const string FunctionAddress = "bpf_get_func_ip in uprobes";

    /// <summary>Key of <c>bpf_task_storage_get</c> and <c>bpf_task_storage_delete</c>, which security programs had first.</summary>
    public const string TaskStorage = "task storage";

    /// <summary>All rows.</summary>
    public static readonly FeatureVersion[] All =
    [
        new(FeatureArea.ProgramType, "socket_filter", "socket filter programs", "3.19", "BPF_PROG_TYPE_SOCKET_FILTER"),
        new(FeatureArea.ProgramType, "kprobe", "kprobe and uprobe programs", "4.1", "BPF_PROG_TYPE_KPROBE"),
        new(FeatureArea.ProgramType, "sched_cls", "traffic control programs", "4.1", "BPF_PROG_TYPE_SCHED_CLS"),
        new(FeatureArea.ProgramType, "sched_act", "traffic control actions", "4.1", "BPF_PROG_TYPE_SCHED_ACT"),
        new(FeatureArea.ProgramType, "tracepoint", "tracepoint programs", "4.7", "BPF_PROG_TYPE_TRACEPOINT"),
        new(FeatureArea.ProgramType, "xdp", "XDP programs", "4.8", "BPF_PROG_TYPE_XDP"),
        new(FeatureArea.ProgramType, "perf_event", "perf event programs", "4.9", "BPF_PROG_TYPE_PERF_EVENT"),
        new(FeatureArea.ProgramType, "cgroup_skb", "packet programs of cgroups", "4.10", "BPF_PROG_TYPE_CGROUP_SKB"),
        new(FeatureArea.ProgramType, "cgroup_sock", "socket programs of cgroups", "4.10", "BPF_PROG_TYPE_CGROUP_SOCK"),
        new(FeatureArea.ProgramType, "lwt_in", "programs of incoming light-weight tunnels", "4.10", "BPF_PROG_TYPE_LWT_IN"),
        new(FeatureArea.ProgramType, "lwt_out", "programs of outgoing light-weight tunnels", "4.10", "BPF_PROG_TYPE_LWT_OUT"),
        new(FeatureArea.ProgramType, "lwt_xmit", "programs that transmit for light-weight tunnels", "4.10", "BPF_PROG_TYPE_LWT_XMIT"),
        new(FeatureArea.ProgramType, "sock_ops", "socket operation programs", "4.13", "BPF_PROG_TYPE_SOCK_OPS"),
        new(FeatureArea.ProgramType, "sk_skb", "packet programs of socket maps", "4.14", "BPF_PROG_TYPE_SK_SKB"),
        new(FeatureArea.ProgramType, "cgroup_device", "device programs of cgroups", "4.15", "BPF_PROG_TYPE_CGROUP_DEVICE"),
        new(FeatureArea.ProgramType, "sk_msg", "message programs of socket maps", "4.17", "BPF_PROG_TYPE_SK_MSG"),
        new(FeatureArea.ProgramType, "raw_tracepoint", "raw tracepoint programs", "4.17", "BPF_PROG_TYPE_RAW_TRACEPOINT"),
        new(FeatureArea.ProgramType, "cgroup_sock_addr", "address programs of cgroups", "4.17", "BPF_PROG_TYPE_CGROUP_SOCK_ADDR"),
        new(FeatureArea.ProgramType, "lwt_seg6local", "programs of local IPv6 segments", "4.18", "BPF_PROG_TYPE_LWT_SEG6LOCAL"),
        new(FeatureArea.ProgramType, "lirc_mode2", "programs of infrared receivers", "4.18", "BPF_PROG_TYPE_LIRC_MODE2"),
        new(FeatureArea.ProgramType, "sk_reuseport", "programs that choose among sockets of one port", "4.19", "BPF_PROG_TYPE_SK_REUSEPORT"),
        new(FeatureArea.ProgramType, "flow_dissector", "flow dissectors", "4.20", "BPF_PROG_TYPE_FLOW_DISSECTOR"),
        new(FeatureArea.ProgramType, "raw_tracepoint_writable", "writable raw tracepoint programs", "5.2", "BPF_PROG_TYPE_RAW_TRACEPOINT_WRITABLE"),
        new(FeatureArea.ProgramType, "cgroup_sysctl", "sysctl programs of cgroups", "5.2", "BPF_PROG_TYPE_CGROUP_SYSCTL"),
        new(FeatureArea.ProgramType, "cgroup_sockopt", "socket option programs of cgroups", "5.3", "BPF_PROG_TYPE_CGROUP_SOCKOPT"),
        new(FeatureArea.ProgramType, "tracing", "fentry, fexit and iterator programs", "5.5", "BPF_PROG_TYPE_TRACING"),
        new(FeatureArea.ProgramType, "struct_ops", "struct_ops programs", "5.6", "BPF_PROG_TYPE_STRUCT_OPS"),
        new(FeatureArea.ProgramType, "ext", "extension programs", "5.6", "BPF_PROG_TYPE_EXT"),
        new(FeatureArea.ProgramType, "lsm", "security programs", "5.7", "BPF_PROG_TYPE_LSM"),
        new(FeatureArea.ProgramType, "sk_lookup", "socket lookup programs", "5.9", "BPF_PROG_TYPE_SK_LOOKUP"),
        new(FeatureArea.ProgramType, "syscall", "syscall programs", "5.14", "BPF_PROG_TYPE_SYSCALL"),
        new(FeatureArea.ProgramType, "netfilter", "netfilter programs", "6.4", "BPF_PROG_TYPE_NETFILTER"),

        new(FeatureArea.Attachment, "uprobe", "uprobes", "4.17", "perf_uprobe, kernel/events/core.c"),
        new(FeatureArea.Attachment, "uretprobe", "uprobes", "4.17", "perf_uprobe, kernel/events/core.c"),
        new(FeatureArea.Attachment, "usdt", "static tracing points", "4.17", "perf_uprobe, kernel/events/core.c"),
        new(FeatureArea.Attachment, "kprobe", "kprobes", "4.17", "perf_kprobe, kernel/events/core.c"),
        new(FeatureArea.Attachment, "kretprobe", "kprobes", "4.17", "perf_kprobe, kernel/events/core.c"),
        new(FeatureArea.Attachment, "cgroup_skb/ingress", "links of cgroup programs, to attach", "5.7", "BPF_LINK_TYPE_CGROUP"),
        new(FeatureArea.Attachment, "cgroup_skb/egress", "links of cgroup programs, to attach", "5.7", "BPF_LINK_TYPE_CGROUP"),
        new(FeatureArea.Attachment, "xdp", "links of XDP programs, to attach", "5.9", "BPF_LINK_TYPE_XDP"),
        new(FeatureArea.Attachment, Cookie, "cookies of probes", "5.15", "bpf_cookie of BPF_LINK_CREATE"),
        new(FeatureArea.Attachment, "kprobe.multi", "multi-kprobes", "5.18", "BPF_TRACE_KPROBE_MULTI"),
        new(FeatureArea.Attachment, SleepableUprobe, "sleepable uprobes", "6.0", "bpf_prog_run_array_sleepable"),
        new(FeatureArea.Attachment, "lsm_cgroup", "security hooks of cgroups", "6.0", "BPF_LSM_CGROUP"),
        new(FeatureArea.Attachment, "uprobe.multi", "multi-uprobes", "6.6", "BPF_TRACE_UPROBE_MULTI"),
        new(FeatureArea.Attachment, "tc", "tcx links, to attach", "6.6", "BPF_LINK_TYPE_TCX"),
        new(FeatureArea.Attachment, "tcx/ingress", "tcx links, to attach", "6.6", "BPF_TCX_INGRESS"),
        new(FeatureArea.Attachment, "tcx/egress", "tcx links, to attach", "6.6", "BPF_TCX_EGRESS"),
        new(FeatureArea.Attachment, "netkit", "netkit devices, to attach", "6.7", "BPF_LINK_TYPE_NETKIT"),
        new(FeatureArea.Attachment, "cgroup/unix", "Unix sockets in cgroup programs", "6.7", "BPF_CGROUP_UNIX_CONNECT"),
        new(FeatureArea.Attachment, "token", "BPF tokens", "6.9", "BPF_TOKEN_CREATE"),
        new(FeatureArea.Attachment, "kprobe.session", "kprobe sessions", "6.10", "BPF_TRACE_KPROBE_SESSION"),
        new(FeatureArea.Attachment, "uprobe.session", "uprobe sessions", "6.13", "BPF_TRACE_UPROBE_SESSION"),

        new(FeatureArea.MapType, "1", "hash maps", "3.19", "BPF_MAP_TYPE_HASH"),
        new(FeatureArea.MapType, "2", "array maps", "3.19", "BPF_MAP_TYPE_ARRAY"),
        new(FeatureArea.MapType, "3", "program arrays", "4.2", "BPF_MAP_TYPE_PROG_ARRAY"),
        new(FeatureArea.MapType, "4", "perf event arrays", "4.3", "BPF_MAP_TYPE_PERF_EVENT_ARRAY"),
        new(FeatureArea.MapType, "5", "per-CPU hash maps", "4.6", "BPF_MAP_TYPE_PERCPU_HASH"),
        new(FeatureArea.MapType, "6", "per-CPU array maps", "4.6", "BPF_MAP_TYPE_PERCPU_ARRAY"),
        new(FeatureArea.MapType, "7", "stack trace maps", "4.6", "BPF_MAP_TYPE_STACK_TRACE"),
        new(FeatureArea.MapType, "8", "cgroup arrays", "4.8", "BPF_MAP_TYPE_CGROUP_ARRAY"),
        new(FeatureArea.MapType, "9", "LRU hash maps", "4.10", "BPF_MAP_TYPE_LRU_HASH"),
        new(FeatureArea.MapType, "10", "per-CPU LRU hash maps", "4.10", "BPF_MAP_TYPE_LRU_PERCPU_HASH"),
        new(FeatureArea.MapType, "11", "prefix tries", "4.11", "BPF_MAP_TYPE_LPM_TRIE"),
        new(FeatureArea.MapType, "12", "arrays of maps", "4.12", "BPF_MAP_TYPE_ARRAY_OF_MAPS"),
        new(FeatureArea.MapType, "13", "hashes of maps", "4.12", "BPF_MAP_TYPE_HASH_OF_MAPS"),
        new(FeatureArea.MapType, "14", "device maps", "4.14", "BPF_MAP_TYPE_DEVMAP"),
        new(FeatureArea.MapType, "15", "socket maps", "4.14", "BPF_MAP_TYPE_SOCKMAP"),
        new(FeatureArea.MapType, "16", "CPU maps", "4.15", "BPF_MAP_TYPE_CPUMAP"),
        new(FeatureArea.MapType, "17", "XSK maps", "4.18", "BPF_MAP_TYPE_XSKMAP"),
        new(FeatureArea.MapType, "18", "socket hashes", "4.18", "BPF_MAP_TYPE_SOCKHASH"),
        new(FeatureArea.MapType, "19", "cgroup local storage, the first kind", "4.19", "BPF_MAP_TYPE_CGROUP_STORAGE"),
        new(FeatureArea.MapType, "20", "reuseport arrays", "4.19", "BPF_MAP_TYPE_REUSEPORT_SOCKARRAY"),
        new(FeatureArea.MapType, "21", "per-CPU cgroup storage", "4.20", "BPF_MAP_TYPE_PERCPU_CGROUP_STORAGE"),
        new(FeatureArea.MapType, "22", "queues", "4.20", "BPF_MAP_TYPE_QUEUE"),
        new(FeatureArea.MapType, "23", "stacks", "4.20", "BPF_MAP_TYPE_STACK"),
        new(FeatureArea.MapType, "24", "socket storage", "5.2", "BPF_MAP_TYPE_SK_STORAGE"),
        new(FeatureArea.MapType, "25", "device hashes", "5.4", "BPF_MAP_TYPE_DEVMAP_HASH"),
        new(FeatureArea.MapType, "26", "struct_ops maps", "5.6", "BPF_MAP_TYPE_STRUCT_OPS"),
        new(FeatureArea.MapType, "27", "ring buffers", "5.8", "BPF_MAP_TYPE_RINGBUF"),
        new(FeatureArea.MapType, "28", "inode storage", "5.10", "BPF_MAP_TYPE_INODE_STORAGE"),
        new(FeatureArea.MapType, "29", "task storage", "5.11", "BPF_MAP_TYPE_TASK_STORAGE"),
        new(FeatureArea.MapType, "30", "Bloom filters", "5.16", "BPF_MAP_TYPE_BLOOM_FILTER"),
        new(FeatureArea.MapType, "31", "user ring buffers", "6.1", "BPF_MAP_TYPE_USER_RINGBUF"),
        new(FeatureArea.MapType, "32", "cgroup storage", "6.2", "BPF_MAP_TYPE_CGRP_STORAGE"),
        new(FeatureArea.MapType, "33", "arenas", "6.9", "BPF_MAP_TYPE_ARENA"),
        new(FeatureArea.MapType, "34", "instruction arrays", "6.19", "BPF_MAP_TYPE_INSN_ARRAY"),

        new(FeatureArea.MapFlag, "0", "maps without preallocation", "4.6", "BPF_F_NO_PREALLOC"),
        new(FeatureArea.MapFlag, "1", "LRU lists per CPU", "4.10", "BPF_F_NO_COMMON_LRU"),
        new(FeatureArea.MapFlag, "2", "NUMA nodes of maps", "4.14", "BPF_F_NUMA_NODE"),
        new(FeatureArea.MapFlag, "3", "maps that user space only reads", "4.15", "BPF_F_RDONLY"),
        new(FeatureArea.MapFlag, "4", "maps that user space only writes", "4.15", "BPF_F_WRONLY"),
        new(FeatureArea.MapFlag, "5", "build ids in stack traces", "4.17", "BPF_F_STACK_BUILD_ID"),
        new(FeatureArea.MapFlag, "6", "hash maps without a random seed", "5.0", "BPF_F_ZERO_SEED"),
        new(FeatureArea.MapFlag, "7", "maps that programs only read", "5.2", "BPF_F_RDONLY_PROG"),
        new(FeatureArea.MapFlag, "8", "maps that programs only write", "5.2", "BPF_F_WRONLY_PROG"),
        new(FeatureArea.MapFlag, "9", "storage that accepted sockets inherit", "5.4", "BPF_F_CLONE"),
        new(FeatureArea.MapFlag, "10", "memory-mapped arrays", "5.5", "BPF_F_MMAPABLE"),
        new(FeatureArea.MapFlag, "11", "perf event arrays that keep their events", "5.11", "BPF_F_PRESERVE_ELEMS"),
        new(FeatureArea.MapFlag, "12", "inner arrays of different sizes", "5.10", "BPF_F_INNER_MAP"),
        new(FeatureArea.MapFlag, "17", "arenas that do not grow on access", "6.9", "BPF_F_SEGV_ON_FAULT"),
        new(FeatureArea.MapFlag, "18", "arenas without addresses of user space", "6.9", "BPF_F_NO_USER_CONV"),
        new(FeatureArea.MapFlag, "19", "ring buffers that overwrite", "6.19", "BPF_F_RB_OVERWRITE"),

        new(FeatureArea.KernelFunction, "*", "kernel functions (kfuncs)", "5.13", "BPF_PSEUDO_KFUNC_CALL"),
        new(FeatureArea.KernelFunction, "bpf_rcu_read_*", "bpf_rcu_read_lock", "6.2", "kernel/bpf/helpers.c"),
        new(FeatureArea.KernelFunction, "bpf_obj_*", "allocated objects", "6.2", "kernel/bpf/helpers.c"),
        new(FeatureArea.KernelFunction, "bpf_list_*", "linked lists", "6.2", "kernel/bpf/helpers.c"),
        new(FeatureArea.KernelFunction, "bpf_task_from_pid*", "bpf_task_from_pid", "6.2", "kernel/bpf/helpers.c"),
        new(FeatureArea.KernelFunction, "bpf_rbtree_*", "red-black trees", "6.3", "kernel/bpf/helpers.c"),
        new(FeatureArea.KernelFunction, "bpf_cpumask_*", "CPU masks", "6.3", "kernel/bpf/cpumask.c"),
        new(FeatureArea.KernelFunction, "bpf_xdp_metadata_rx_*", "XDP hints", "6.3", "net/core/xdp.c"),
        new(FeatureArea.KernelFunction, "bpf_xdp_metadata_rx_vlan_tag*", "the VLAN tag among XDP hints", "6.8", "net/core/xdp.c"),
        new(FeatureArea.KernelFunction, "bpf_dynptr_*", "slices of dynptrs", "6.4", "kernel/bpf/helpers.c"),
        new(FeatureArea.KernelFunction, "bpf_iter_num_*", "open-coded loops", "6.4", "kernel/bpf/bpf_iter.c"),
        new(FeatureArea.KernelFunction, "bpf_iter_task_*", "open-coded iterators of tasks", "6.7", "kernel/bpf/task_iter.c"),
        new(FeatureArea.KernelFunction, "bpf_iter_css_*", "open-coded iterators of cgroups", "6.7", "kernel/bpf/cgroup_iter.c"),
        new(FeatureArea.KernelFunction, "bpf_throw*", "exceptions", "6.7", "kernel/bpf/helpers.c"),
        new(FeatureArea.KernelFunction, "bpf_arena_*", "arenas", "6.9", "kernel/bpf/arena.c"),
        new(FeatureArea.KernelFunction, "bpf_session_*", "sessions", "6.10", "kernel/trace/bpf_trace.c"),
        new(FeatureArea.KernelFunction, "bpf_preempt_*", "bpf_preempt_disable", "6.10", "kernel/bpf/helpers.c"),
        new(FeatureArea.KernelFunction, "bpf_wq_*", "work queues", "6.10", "kernel/bpf/helpers.c"),
        new(FeatureArea.KernelFunction, "bpf_crypto_*", "ciphers", "6.10", "kernel/bpf/crypto.c"),
        new(FeatureArea.KernelFunction, "bpf_copy_from_user_str*", "bpf_copy_from_user_str", "6.12", "kernel/bpf/helpers.c"),
        new(FeatureArea.KernelFunction, "bpf_res_spin_*", "resilient spin locks", "6.15", "kernel/bpf/rqspinlock.c"),

        new(FeatureArea.Code, InstructionSet + "v2", "the instruction set v2", "4.14", "BPF_JLT"),
        new(FeatureArea.Code, LocalCall, "calls of functions that are not inlined", "4.16", "BPF_PSEUDO_CALL"),
        new(FeatureArea.Code, InstructionSet + "v3", "the instruction set v3", "5.1", "BPF_JMP32"),
        new(FeatureArea.Code, SpinLock, "spin locks in map values", "5.1", "struct bpf_spin_lock"),
        new(FeatureArea.Code, "jmp32", "32-bit comparisons (-mcpu=v3)", "5.1", "BPF_JMP32"),
        new(FeatureArea.Code, LargeProgram, "functions of more than 4096 instructions", "5.2", "BPF_COMPLEXITY_LIMIT_INSNS"),
        new(FeatureArea.Code, Globals, "global variables", "5.2", "BPF_PSEUDO_MAP_VALUE"),
        new(FeatureArea.Code, "core", "BTF of the kernel, for CO-RE (CONFIG_DEBUG_INFO_BTF, or a file)", "5.2", "CONFIG_DEBUG_INFO_BTF"),
        new(FeatureArea.Code, Loop, "loops that are not unrolled", "5.3", "is_state_visited, kernel/bpf/verifier.c"),
        new(FeatureArea.Code, GlobalFunction, "functions that are verified by themselves", "5.6", "BTF_FUNC_GLOBAL"),
        new(FeatureArea.Code, "ksyms", "kernel variables with types (ksyms)", "5.10", "BPF_PSEUDO_BTF_ID"),
        new(FeatureArea.Code, TailCallWithFunctions, "tail calls in programs that also call functions", "5.10", "has_tail_call, kernel/bpf/verifier.c"),
        new(FeatureArea.Code, Atomic, "atomic operations other than an addition without a result", "5.12", "BPF_FETCH, BPF_XCHG, BPF_CMPXCHG"),
        new(FeatureArea.Code, TaskStorage, "task storage outside of security programs", "5.12", "bpf_task_storage_get, bpf_tracing_func_proto"),
        new(FeatureArea.Code, Timer, "timers in map values", "5.15", "struct bpf_timer"),
        new(FeatureArea.Code, "jump32", "32-bit jump distances (-mcpu=v4)", "6.6", "BPF_JMP32 | BPF_JA"),
        new(FeatureArea.Code, InstructionSet + "v4", "the instruction set v4", "6.6", "BPF_MOVSX, BPF_BSWAP"),
        new(FeatureArea.Code, FunctionAddress, "the function's address in uprobes", "6.6", "bpf_get_func_ip_uprobe_multi"),
    ];

    private static readonly Dictionary<(FeatureArea, string), FeatureVersion> s_index = All.ToDictionary(static row => (row.Area, row.Key));

    private static readonly FeatureVersion[] s_functions =
        [.. All.Where(static row => row.Area == FeatureArea.KernelFunction).OrderByDescending(static row => row.Key.Length)];

    /// <summary>The row with a key, or null.</summary>
    public static FeatureVersion? Find(FeatureArea area, string key) => s_index.TryGetValue((area, key), out FeatureVersion? row) ? row : null;

    /// <summary>The row of a map type, or null.</summary>
    public static FeatureVersion? OfMap(uint type) => Find(FeatureArea.MapType, type.ToString(CultureInfo.InvariantCulture));

    /// <summary>The rows of the flags of a map.</summary>
    public static IEnumerable<FeatureVersion> OfFlags(uint flags)
        => All.Where(row => row.Area == FeatureArea.MapFlag && (flags & (1U << int.Parse(row.Key, CultureInfo.InvariantCulture))) != 0);

    /// <summary>The row of a kernel function: of its own family, or of all.</summary>
    public static FeatureVersion OfFunction(string name)
        => s_functions.First(row => name.StartsWith(row.Key.Substring(0, row.Key.Length - 1), System.StringComparison.Ordinal));

    /// <summary>What a program needs to be loaded and attached.</summary>
    /// <param name="programType">Kernel name of the type without <c>BPF_PROG_TYPE_</c>.</param>
    /// <param name="section">First part of the section name.</param>
    /// <param name="isSleepable">It may sleep.</param>
    /// <param name="hasCookie">A probe of it has a cookie.</param>
    public static IEnumerable<FeatureVersion> OfProgram(string programType, string section, bool isSleepable, bool hasCookie)
    {
        FeatureVersion?[] rows =
        [
            Find(FeatureArea.ProgramType, programType.ToLowerInvariant()),
            Find(FeatureArea.Attachment, section),
            isSleepable ? Find(FeatureArea.Attachment, SleepableUprobe) : null,
            hasCookie ? Find(FeatureArea.Attachment, Cookie) : null,
        ];
        return rows.OfType<FeatureVersion>().OrderByDescending(static row => row.Since).Take(1);
    }
}
