using System;
using System.Collections.Generic;
using System.Linq;

namespace Bpf.Shared;

/// <summary>
/// Kernel versions of all features except helpers, which have their own table: used to check <c>BpfMinKernel</c>, and by <c>bpf inspect</c> to
/// report what an object needs. A uprobe that is upgraded to a multi-uprobe at load does not need a newer kernel.
/// </summary>
internal static class FeatureVersions
{
    /// <summary>Key of cookies of probes.</summary>
    public const string Cookie = "cookie";

    /// <summary>Key of cookies of traced functions and hooks.</summary>
    public const string TracingCookie = "tracing cookie";

    /// <summary>Key of cookies of raw and typed tracepoints.</summary>
    public const string RawTracepointCookie = "raw_tp cookie";

    /// <summary>Key of sleepable uprobes.</summary>
    public const string SleepableUprobe = "uprobe.s";

    /// <summary>Key of spin locks.</summary>
    public const string SpinLock = "spin lock";

    /// <summary>Key of timers.</summary>
    public const string Timer = "timer";

    /// <summary>Key of work queues.</summary>
    public const string WorkQueue = "work queue";

    /// <summary>Key of global functions.</summary>
    public const string GlobalFunction = "global function";

    /// <summary>Key of global variables.</summary>
    public const string Globals = "globals";

    /// <summary>Key of calls to functions that are not inlined.</summary>
    public const string LocalCall = "function";

    /// <summary>Key of tail calls in programs that also call functions.</summary>
    public const string TailCallWithFunctions = "tail call with functions";

    /// <summary>Key of programs that are too long for old kernels.</summary>
    public const string LargeProgram = "large program";

    /// <summary>Key of loops in the code.</summary>
    public const string Loop = "loop";

    /// <summary>Key of atomic operations other than plain addition.</summary>
    public const string Atomic = "atomic";

    /// <summary>Prefix of the keys of instruction sets.</summary>
    public const string InstructionSet = "mcpu=";

    /// <summary>Key of <c>bpf_get_func_ip</c> in uprobes, which got it later than other programs.</summary>
    public const string FunctionAddress = "bpf_get_func_ip in uprobes";

    /// <summary>Key of <c>bpf_task_storage_get</c> and <c>bpf_task_storage_delete</c>, which LSM programs got first.</summary>
    public const string TaskStorage = "task storage";

    /// <summary>Key of kernel functions that do not have a row of their own.</summary>
    public const string AnyFunction = "*";

    /// <summary>All rows.</summary>
    public static readonly FeatureVersion[] All =
    [
        .. KernelProgramTypes.All.Select(static type => new FeatureVersion(
            FeatureArea.ProgramType, type.KernelName, type.Description, type.Since, "BPF_PROG_TYPE_" + type.KernelName.ToUpperInvariant())),

        new(FeatureArea.Attachment, "uprobe", "uprobes", "4.17", "perf_uprobe, kernel/events/core.c"),
        new(FeatureArea.Attachment, "uretprobe", "uprobes", "4.17", "perf_uprobe, kernel/events/core.c"),
        new(FeatureArea.Attachment, "usdt", "USDT probes", "4.17", "perf_uprobe, kernel/events/core.c"),
        new(FeatureArea.Attachment, "kprobe", "kprobes", "4.17", "perf_kprobe, kernel/events/core.c"),
        new(FeatureArea.Attachment, "kretprobe", "kprobes", "4.17", "perf_kprobe, kernel/events/core.c"),
        new(FeatureArea.Attachment, "cgroup/post_bind4", "programs for sockets that have been bound", "4.17", "BPF_CGROUP_INET4_POST_BIND"),
        new(FeatureArea.Attachment, "cgroup/post_bind6", "programs for sockets that have been bound", "4.17", "BPF_CGROUP_INET6_POST_BIND"),
        new(FeatureArea.Attachment, "cgroup/sendmsg4", "programs for datagrams being sent", "4.18", "BPF_CGROUP_UDP4_SENDMSG"),
        new(FeatureArea.Attachment, "cgroup/sendmsg6", "programs for datagrams being sent", "4.18", "BPF_CGROUP_UDP6_SENDMSG"),
        new(FeatureArea.Attachment, "cgroup/recvmsg4", "programs for datagrams that have been received", "5.2", "BPF_CGROUP_UDP4_RECVMSG"),
        new(FeatureArea.Attachment, "cgroup/recvmsg6", "programs for datagrams that have been received", "5.2", "BPF_CGROUP_UDP6_RECVMSG"),
        new(FeatureArea.Attachment, "cgroup/getpeername4", "programs for getpeername and getsockname", "5.8", "BPF_CGROUP_INET4_GETPEERNAME"),
        new(FeatureArea.Attachment, "cgroup/getpeername6", "programs for getpeername and getsockname", "5.8", "BPF_CGROUP_INET6_GETPEERNAME"),
        new(FeatureArea.Attachment, "cgroup/getsockname4", "programs for getpeername and getsockname", "5.8", "BPF_CGROUP_INET4_GETSOCKNAME"),
        new(FeatureArea.Attachment, "cgroup/getsockname6", "programs for getpeername and getsockname", "5.8", "BPF_CGROUP_INET6_GETSOCKNAME"),
        new(FeatureArea.Attachment, "cgroup/sock_release", "programs for sockets being released", "5.9", "BPF_CGROUP_INET_SOCK_RELEASE"),
        new(FeatureArea.Attachment, "sk_skb/verdict", "programs for packets of any socket in a map", "5.13", "BPF_SK_SKB_VERDICT"),
        new(FeatureArea.Attachment, "sk_reuseport/migrate", "programs that move connections between sockets", "5.14", "BPF_SK_REUSEPORT_SELECT_OR_MIGRATE"),
        new(FeatureArea.Attachment, "xdp/devmap", "XDP programs of device maps", "5.8", "BPF_XDP_DEVMAP"),
        new(FeatureArea.Attachment, "xdp/cpumap", "XDP programs of CPU maps", "5.9", "BPF_XDP_CPUMAP"),
        new(FeatureArea.Attachment, "xdp.frags", "XDP programs for packets with fragments", "5.18", "BPF_F_XDP_HAS_FRAGS"),
        new(FeatureArea.Attachment, "xdp.frags/devmap", "XDP programs for packets with fragments", "5.18", "BPF_F_XDP_HAS_FRAGS"),
        new(FeatureArea.Attachment, "xdp.frags/cpumap", "XDP programs for packets with fragments", "5.18", "BPF_F_XDP_HAS_FRAGS"),
        new(FeatureArea.Attachment, "fmod_ret", "programs that modify a function's result", "5.7", "BPF_MODIFY_RETURN"),
        new(FeatureArea.Attachment, "iter", "iterators", "5.8", "BPF_TRACE_ITER"),
        new(FeatureArea.Attachment, Cookie, "cookies of probes", "5.15", "bpf_cookie of BPF_LINK_CREATE"),
        new(FeatureArea.Attachment, TracingCookie, "cookies of traced functions", "5.19", "tracing.cookie of BPF_LINK_CREATE"),
        new(FeatureArea.Attachment, RawTracepointCookie, "cookies of raw tracepoints", "6.10", "cookie of BPF_RAW_TRACEPOINT_OPEN"),
        new(FeatureArea.Attachment, "kprobe.multi", "multi-kprobes", "5.18", "BPF_TRACE_KPROBE_MULTI"),
        new(FeatureArea.Attachment, SleepableUprobe, "sleepable uprobes", "6.0", "bpf_prog_run_array_sleepable"),
        new(FeatureArea.Attachment, "lsm_cgroup", "security hooks of cgroups", "6.0", "BPF_LSM_CGROUP"),
        new(FeatureArea.Attachment, "uprobe.multi", "multi-uprobes", "6.6", "BPF_TRACE_UPROBE_MULTI"),
        new(FeatureArea.Attachment, "tc", "clsact qdiscs, to attach", "4.5", "clsact, net/sched/sch_ingress.c"),
        new(FeatureArea.Attachment, "tcx/ingress", "clsact qdiscs, to attach", "4.5", "clsact, net/sched/sch_ingress.c"),
        new(FeatureArea.Attachment, "tcx/egress", "clsact qdiscs, to attach", "4.5", "clsact, net/sched/sch_ingress.c"),
        new(FeatureArea.Attachment, "netkit", "netkit devices, to attach", "6.7", "BPF_LINK_TYPE_NETKIT"),
        new(FeatureArea.Attachment, "netkit/primary", "netkit devices, to attach", "6.7", "BPF_LINK_TYPE_NETKIT"),
        new(FeatureArea.Attachment, "netkit/peer", "netkit devices, to attach", "6.7", "BPF_LINK_TYPE_NETKIT"),
        new(FeatureArea.Attachment, "cgroup/connect_unix", "Unix sockets in cgroup programs", "6.7", "BPF_CGROUP_UNIX_CONNECT"),
        new(FeatureArea.Attachment, "cgroup/sendmsg_unix", "Unix sockets in cgroup programs", "6.7", "BPF_CGROUP_UNIX_SENDMSG"),
        new(FeatureArea.Attachment, "cgroup/recvmsg_unix", "Unix sockets in cgroup programs", "6.7", "BPF_CGROUP_UNIX_RECVMSG"),
        new(FeatureArea.Attachment, "cgroup/getpeername_unix", "Unix sockets in cgroup programs", "6.7", "BPF_CGROUP_UNIX_GETPEERNAME"),
        new(FeatureArea.Attachment, "cgroup/getsockname_unix", "Unix sockets in cgroup programs", "6.7", "BPF_CGROUP_UNIX_GETSOCKNAME"),
        new(FeatureArea.Attachment, "tcp_congestion_ops", "TCP congestion controls", "5.6", "net/ipv4/bpf_tcp_ca.c"),
        new(FeatureArea.Attachment, "sched_ext_ops", "schedulers", "6.12", "kernel/sched/ext.c"),
        new(FeatureArea.Attachment, "Qdisc_ops", "queueing disciplines", "6.16", "net/sched/bpf_qdisc.c"),
        new(FeatureArea.Attachment, "token", "BPF tokens", "6.9", "BPF_TOKEN_CREATE"),
        new(FeatureArea.Attachment, "kprobe.session", "kprobe sessions", "6.10", "BPF_TRACE_KPROBE_SESSION"),
        new(FeatureArea.Attachment, "fsession", "sessions of traced functions", "7.0", "BPF_TRACE_FSESSION"),
        new(FeatureArea.Attachment, "uprobe.session", "uprobe sessions", "6.13", "BPF_TRACE_UPROBE_SESSION"),

        .. MapKinds.All.Select(static kind => new FeatureVersion(
            FeatureArea.MapType, kind.Type.ToString(), kind.Description, kind.Since, "BPF_MAP_TYPE_" + kind.KernelName.ToUpperInvariant())),

        new(FeatureArea.MapFlag, nameof(MapFlags.NoPreallocation), "maps without preallocation", "4.6", "BPF_F_NO_PREALLOC"),
        new(FeatureArea.MapFlag, nameof(MapFlags.NoCommonLru), "LRU lists per CPU", "4.10", "BPF_F_NO_COMMON_LRU"),
        new(FeatureArea.MapFlag, nameof(MapFlags.NumaNode), "NUMA nodes of maps", "4.14", "BPF_F_NUMA_NODE"),
        new(FeatureArea.MapFlag, nameof(MapFlags.UserReadOnly), "maps that user space only reads", "4.15", "BPF_F_RDONLY"),
        new(FeatureArea.MapFlag, nameof(MapFlags.UserWriteOnly), "maps that user space only writes", "4.15", "BPF_F_WRONLY"),
        new(FeatureArea.MapFlag, nameof(MapFlags.StackBuildId), "build ids in stack traces", "4.17", "BPF_F_STACK_BUILD_ID"),
        new(FeatureArea.MapFlag, nameof(MapFlags.ZeroSeed), "hash maps without a random seed", "5.0", "BPF_F_ZERO_SEED"),
        new(FeatureArea.MapFlag, nameof(MapFlags.ProgramReadOnly), "maps that programs only read", "5.2", "BPF_F_RDONLY_PROG"),
        new(FeatureArea.MapFlag, nameof(MapFlags.ProgramWriteOnly), "maps that programs only write", "5.2", "BPF_F_WRONLY_PROG"),
        new(FeatureArea.MapFlag, nameof(MapFlags.Clone), "storage that accepted sockets inherit", "5.4", "BPF_F_CLONE"),
        new(FeatureArea.MapFlag, nameof(MapFlags.MemoryMappable), "memory-mapped arrays", "5.5", "BPF_F_MMAPABLE"),
        new(FeatureArea.MapFlag, nameof(MapFlags.PreserveElements), "perf event arrays that keep their events", "5.11", "BPF_F_PRESERVE_ELEMS"),
        new(FeatureArea.MapFlag, nameof(MapFlags.InnerMap), "inner arrays of different sizes", "5.10", "BPF_F_INNER_MAP"),
        new(FeatureArea.MapFlag, nameof(MapFlags.SegvOnFault), "arenas that do not grow on access", "6.9", "BPF_F_SEGV_ON_FAULT"),
        new(FeatureArea.MapFlag, nameof(MapFlags.NoUserConversion), "arenas without addresses of user space", "6.9", "BPF_F_NO_USER_CONV"),
        new(FeatureArea.MapFlag, nameof(MapFlags.RingBufferOverwrite), "ring buffers that overwrite", "6.19", "BPF_F_RB_OVERWRITE"),

        new(FeatureArea.KernelFunction, AnyFunction, "kernel functions (kfuncs)", "5.13", "BPF_PSEUDO_KFUNC_CALL"),
        new(FeatureArea.KernelFunction, "bpf_rcu_read_*", "bpf_rcu_read_lock", "6.2", "kernel/bpf/helpers.c"),
        new(FeatureArea.KernelFunction, "bpf_obj_*", "allocated objects", "6.2", "kernel/bpf/helpers.c"),
        new(FeatureArea.KernelFunction, "bpf_list_*", "linked lists", "6.2", "kernel/bpf/helpers.c"),
        // With nodes of today's size, which objects of bpfc always have.
        new(FeatureArea.KernelFunction, "bpf_list_push_*", "linked lists with nodes of 24 bytes", "6.6", "struct bpf_list_node, include/uapi/linux/bpf.h"),
        new(FeatureArea.KernelFunction, "bpf_list_front*", "looking at objects of linked lists", "6.16", "kernel/bpf/helpers.c"),
        new(FeatureArea.KernelFunction, "bpf_list_back*", "looking at objects of linked lists", "6.16", "kernel/bpf/helpers.c"),
        new(FeatureArea.KernelFunction, "bpf_refcount_*", "objects with several owners", "6.4", "kernel/bpf/helpers.c"),
        new(FeatureArea.KernelFunction, "bpf_percpu_obj_*", "allocated objects per CPU", "6.7", "kernel/bpf/helpers.c"),
        new(FeatureArea.KernelFunction, "bpf_task_from_pid*", "bpf_task_from_pid", "6.2", "kernel/bpf/helpers.c"),
        new(FeatureArea.KernelFunction, "bpf_rbtree_*", "red-black trees", "6.3", "kernel/bpf/helpers.c"),
        new(FeatureArea.KernelFunction, "bpf_rbtree_add*", "red-black trees with nodes of 32 bytes", "6.6", "struct bpf_rb_node, include/uapi/linux/bpf.h"),
        new(FeatureArea.KernelFunction, "bpf_rbtree_root*", "searching red-black trees", "6.16", "kernel/bpf/helpers.c"),
        new(FeatureArea.KernelFunction, "bpf_rbtree_left*", "searching red-black trees", "6.16", "kernel/bpf/helpers.c"),
        new(FeatureArea.KernelFunction, "bpf_rbtree_right*", "searching red-black trees", "6.16", "kernel/bpf/helpers.c"),
        new(FeatureArea.KernelFunction, "bpf_cpumask_*", "CPU masks", "6.3", "kernel/bpf/cpumask.c"),
        new(FeatureArea.KernelFunction, "bpf_xdp_metadata_rx_*", "XDP hints", "6.3", "net/core/xdp.c"),
        new(FeatureArea.KernelFunction, "bpf_xdp_metadata_rx_vlan_tag*", "the VLAN tag among XDP hints", "6.8", "net/core/xdp.c"),
        new(FeatureArea.KernelFunction, "bpf_dynptr_*", "slices of dynptrs", "6.4", "kernel/bpf/helpers.c"),
        new(FeatureArea.KernelFunction, "bpf_dynptr_size*", "lengths and parts of dynptrs", "6.5", "kernel/bpf/helpers.c"),
        new(FeatureArea.KernelFunction, "bpf_dynptr_adjust*", "lengths and parts of dynptrs", "6.5", "kernel/bpf/helpers.c"),
        new(FeatureArea.KernelFunction, "bpf_iter_num_*", "open-coded loops", "6.4", "kernel/bpf/bpf_iter.c"),
        new(FeatureArea.KernelFunction, "bpf_iter_task_*", "open-coded iterators of tasks", "6.7", "kernel/bpf/task_iter.c"),
        new(FeatureArea.KernelFunction, "bpf_iter_css_*", "open-coded iterators of cgroups", "6.7", "kernel/bpf/cgroup_iter.c"),
        new(FeatureArea.KernelFunction, "bpf_iter_bits_*", "open-coded iterators of bits", "6.11", "kernel/bpf/helpers.c"),
        new(FeatureArea.KernelFunction, "bpf_iter_kmem_cache_*", "open-coded iterators of slab caches", "6.13", "kernel/bpf/kmem_cache_iter.c"),
        new(FeatureArea.KernelFunction, "bpf_iter_dmabuf_*", "open-coded iterators of DMA buffers", "6.16", "kernel/bpf/dmabuf_iter.c"),
        new(FeatureArea.KernelFunction, "bpf_throw*", "exceptions", "6.7", "kernel/bpf/helpers.c"),
        new(FeatureArea.KernelFunction, "bpf_arena_*", "arenas", "6.9", "kernel/bpf/arena.c"),
        new(FeatureArea.KernelFunction, "bpf_session_*", "sessions", "6.10", "kernel/trace/bpf_trace.c"),
        new(FeatureArea.KernelFunction, "bpf_preempt_*", "bpf_preempt_disable", "6.10", "kernel/bpf/helpers.c"),
        new(FeatureArea.KernelFunction, "bpf_local_irq_*", "bpf_local_irq_save", "6.14", "kernel/bpf/helpers.c"),
        new(FeatureArea.KernelFunction, "bpf_wq_*", "work queues", "6.10", "kernel/bpf/helpers.c"),
        new(FeatureArea.KernelFunction, "bpf_crypto_*", "ciphers", "6.10", "kernel/bpf/crypto.c"),
        new(FeatureArea.KernelFunction, "bpf_copy_from_user_str*", "bpf_copy_from_user_str", "6.12", "kernel/bpf/helpers.c"),
        new(FeatureArea.KernelFunction, "scx_bpf_create_dsq*", "queues of schedulers", "6.12", "kernel/sched/ext.c"),
        new(FeatureArea.KernelFunction, "scx_bpf_destroy_dsq*", "queues of schedulers", "6.12", "kernel/sched/ext.c"),
        new(FeatureArea.KernelFunction, "scx_bpf_dsq_nr_queued*", "queues of schedulers", "6.12", "kernel/sched/ext.c"),
        new(FeatureArea.KernelFunction, "scx_bpf_kick_cpu*", "scx_bpf_kick_cpu", "6.12", "kernel/sched/ext.c"),
        new(FeatureArea.KernelFunction, "scx_bpf_task_cpu*", "scx_bpf_task_cpu", "6.12", "kernel/sched/ext.c"),
        new(FeatureArea.KernelFunction, "scx_bpf_select_cpu_dfl*", "scx_bpf_select_cpu_dfl", "6.12", "kernel/sched/ext.c"),
        new(FeatureArea.KernelFunction, "scx_bpf_dsq_insert*", "scx_bpf_dsq_insert", "6.13", "kernel/sched/ext.c"),
        new(FeatureArea.KernelFunction, "scx_bpf_dsq_move*", "scx_bpf_dsq_move", "6.13", "kernel/sched/ext.c"),
        new(FeatureArea.KernelFunction, "bpf_res_spin_*", "resilient spin locks", "6.15", "kernel/bpf/rqspinlock.c"),
        new(FeatureArea.KernelFunction, "bpf_stream_*", "streams of programs", "6.17", "kernel/bpf/stream.c"),

        new(FeatureArea.Code, InstructionSet + "v2", "the instruction set v2", "4.14", "BPF_JLT"),
        new(FeatureArea.Code, LocalCall, "calls of functions that are not inlined", "4.16", "BPF_PSEUDO_CALL"),
        new(FeatureArea.Code, InstructionSet + "v3", "the instruction set v3", "5.1", "BPF_JMP32"),
        new(FeatureArea.Code, SpinLock, "spin locks in map values", "5.1", "struct bpf_spin_lock"),
        new(FeatureArea.Code, "jmp32", "32-bit comparisons (-mcpu=v3)", "5.1", "BPF_JMP32"),
        new(FeatureArea.Code, LargeProgram, "functions of more than 4096 instructions", "5.2", "BPF_COMPLEXITY_LIMIT_INSNS"),
        new(FeatureArea.Code, Globals, "global variables", "5.2", "BPF_PSEUDO_MAP_VALUE"),
        new(FeatureArea.Code, "core", "BTF of the kernel, for CO-RE (CONFIG_DEBUG_INFO_BTF, or a file)", "5.2", "CONFIG_DEBUG_INFO_BTF"),
        new(FeatureArea.Code, Loop, "loops that are not unrolled", "5.3", "is_state_visited, kernel/bpf/verifier.c"),
        new(FeatureArea.Code, GlobalFunction, "functions that are verified separately", "5.6", "BTF_FUNC_GLOBAL"),
        new(FeatureArea.Code, "ksyms", "kernel variables with types (ksyms)", "5.10", "BPF_PSEUDO_BTF_ID"),
        new(FeatureArea.Code, TailCallWithFunctions, "tail calls in programs that also call functions", "5.10", "has_tail_call, kernel/bpf/verifier.c"),
        new(FeatureArea.Code, Atomic, "atomic operations other than an addition without a result", "5.12", "BPF_FETCH, BPF_XCHG, BPF_CMPXCHG"),
        new(FeatureArea.Code, TaskStorage, "task storage outside of security programs", "5.12", "bpf_task_storage_get, bpf_tracing_func_proto"),
        new(FeatureArea.Code, Timer, "timers in map values", "5.15", "struct bpf_timer"),
        new(FeatureArea.Code, WorkQueue, "work queues in map values", "6.10", "struct bpf_wq"),
        new(FeatureArea.Code, "jump32", "32-bit jump distances (-mcpu=v4)", "6.6", "BPF_JMP32 | BPF_JA"),
        new(FeatureArea.Code, InstructionSet + "v4", "the instruction set v4", "6.6", "BPF_MOVSX, BPF_BSWAP"),
        new(FeatureArea.Code, FunctionAddress, "the function's address in uprobes", "6.6", "bpf_get_func_ip_uprobe_multi"),
    ];

    private static readonly Dictionary<(FeatureArea, string), FeatureVersion> s_index = All.ToDictionary(static row => (row.Area, row.Key));

    private static readonly FeatureVersion[] s_functions =
        [.. All.Where(static row => row.Area == FeatureArea.KernelFunction).OrderByDescending(static row => row.Key.Length)];

    /// <summary>Finds the row with a key; returns null when there is none.</summary>
    public static FeatureVersion? Find(FeatureArea area, string key) => s_index.TryGetValue((area, key), out FeatureVersion? row) ? row : null;

    /// <summary>Finds the row of a map type; returns null when there is none.</summary>
    public static FeatureVersion? OfMap(MapType type) => Find(FeatureArea.MapType, type.ToString());

    /// <summary>Returns the rows for the flags of a map.</summary>
    public static IEnumerable<FeatureVersion> OfFlags(MapFlags flags)
        => All.Where(row => row.Area == FeatureArea.MapFlag && System.Enum.TryParse(row.Key, out MapFlags flag) && (flags & flag) != 0);

    /// <summary>Finds the row of a kernel function: the row of its family, or the general one.</summary>
    public static FeatureVersion OfFunction(string name)
        => s_functions.First(row => name.StartsWith(row.Key.Substring(0, row.Key.Length - 1), System.StringComparison.Ordinal));

    /// <summary>Returns the features that a program needs to be loaded and attached.</summary>
    /// <param name="programType">Kernel name of the type without <c>BPF_PROG_TYPE_</c>.</param>
    /// <param name="section">First part of the section name.</param>
    /// <param name="isSleepable">Whether the program is sleepable.</param>
    /// <param name="hasCookie">Whether one of its probes has a cookie.</param>
    public static IEnumerable<FeatureVersion> OfProgram(string programType, string section, bool isSleepable, bool hasCookie)
    {
        FeatureVersion?[] rows =
        [
            Find(FeatureArea.ProgramType, programType.ToLowerInvariant()),
            Find(FeatureArea.Attachment, section),
            // Programs at kernel functions and hooks may sleep since 5.10, the oldest kernel that is supported.
            isSleepable && string.Equals(programType, "kprobe", StringComparison.OrdinalIgnoreCase) ? Find(FeatureArea.Attachment, SleepableUprobe) : null,
            hasCookie ? Find(FeatureArea.Attachment, CookieOf(programType, section)) : null,
        ];
        return rows.OfType<FeatureVersion>().OrderByDescending(static row => row.Since).Take(1);
    }

    private static string CookieOf(string programType, string section) => programType.ToUpperInvariant() switch
    {
        "RAW_TRACEPOINT" or "RAW_TRACEPOINT_WRITABLE" => RawTracepointCookie,
        "TRACING" or "LSM" => section == "tp_btf" ? RawTracepointCookie : TracingCookie,
        _ => Cookie,
    };
}
