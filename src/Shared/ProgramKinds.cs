using System.Linq;

namespace Bpf.Shared;

/// <summary>The table of program kinds. A new kind is one row here, an attribute and, unless the user declares it, a context type in Bpf.</summary>
internal static class ProgramKinds
{
    /// <summary>All kinds.</summary>
    public static readonly ProgramKind[] All =
    [
        new("Bpf.UprobeAttribute", "uprobe", "KPROBE", "Bpf.UprobeContext", ProgramArguments.FunctionArguments, ProgramVerdicts.Ignored, ProgramFamily.Uprobe),
        new("Bpf.UretprobeAttribute", "uretprobe", "KPROBE", "Bpf.UretprobeContext", ProgramArguments.ReturnValue, ProgramVerdicts.Ignored,
            ProgramFamily.Uprobe),
        new("Bpf.UprobeSessionAttribute", "uprobe.session", "KPROBE", "Bpf.UprobeSessionContext", ProgramArguments.FunctionArguments, ProgramVerdicts.Session,
            ProgramFamily.Uprobe),
        new("Bpf.UsdtAttribute", "usdt", "KPROBE", "Bpf.UsdtContext", ProgramArguments.UsdtArguments, ProgramVerdicts.Ignored, ProgramFamily.Usdt),
        new("Bpf.KprobeAttribute", "kprobe", "KPROBE", "Bpf.KprobeContext", ProgramArguments.FunctionArguments, ProgramVerdicts.Ignored, ProgramFamily.Kprobe)
        {
            Prototype = KernelPrototype.Function,
        },
        new("Bpf.KretprobeAttribute", "kretprobe", "KPROBE", "Bpf.KretprobeContext", ProgramArguments.ReturnValue, ProgramVerdicts.Ignored,
            ProgramFamily.Kprobe),
        new("Bpf.KprobeSessionAttribute", "kprobe.session", "KPROBE", "Bpf.KprobeSessionContext", ProgramArguments.FunctionArguments, ProgramVerdicts.Session,
            ProgramFamily.Kprobe)
        {
            Prototype = KernelPrototype.Function,
        },
        new("Bpf.KsyscallAttribute", "ksyscall", "KPROBE", "Bpf.KprobeContext", ProgramArguments.SystemCallArguments, ProgramVerdicts.Ignored,
            ProgramFamily.Kprobe)
        {
            Prototype = KernelPrototype.SystemCall,
        },
        new("Bpf.KretsyscallAttribute", "kretsyscall", "KPROBE", "Bpf.KretprobeContext", ProgramArguments.ReturnValue, ProgramVerdicts.Ignored,
            ProgramFamily.Kprobe),
        new("Bpf.TracepointAttribute", "tracepoint", "TRACEPOINT", "Bpf.TracepointContext", ProgramArguments.ContextStruct, ProgramVerdicts.Ignored,
            ProgramFamily.Tracepoint),
        new("Bpf.SyscallEnterAttribute", "tracepoint", "TRACEPOINT", "Bpf.TracepointContext", ProgramArguments.RecordedArguments, ProgramVerdicts.Ignored,
            ProgramFamily.Tracepoint)
        {
            Prototype = KernelPrototype.SystemCall,
            SystemCallEvent = "sys_enter",
        },
        new("Bpf.SyscallExitAttribute", "tracepoint", "TRACEPOINT", "Bpf.TracepointContext", ProgramArguments.RecordedResult, ProgramVerdicts.Ignored,
            ProgramFamily.Tracepoint)
        {
            Prototype = KernelPrototype.SystemCallResult,
            SystemCallEvent = "sys_exit",
        },
        new("Bpf.RawTracepointAttribute", "raw_tp", "RAW_TRACEPOINT", "Bpf.RawTracepointContext", ProgramArguments.RawArguments, ProgramVerdicts.Ignored,
            ProgramFamily.RawTracepoint)
        {
            Prototype = KernelPrototype.Tracepoint,
        },
        new("Bpf.WritableRawTracepointAttribute", "raw_tp.w", "RAW_TRACEPOINT_WRITABLE", "Bpf.RawTracepointContext", ProgramArguments.RawArguments,
            ProgramVerdicts.Ignored, ProgramFamily.RawTracepoint)
        {
            HelperSet = "RAW_TP_WRITABLE",
            Prototype = KernelPrototype.Tracepoint,
        },
        new("Bpf.BtfTracepointAttribute", "tp_btf", "TRACING", "Bpf.BtfTracepointContext", ProgramArguments.KernelArguments, ProgramVerdicts.Ignored,
            ProgramFamily.Tracing)
        {
            HelperSet = "TRACE_RAW_TP",
            Prototype = KernelPrototype.Tracepoint,
        },
        new("Bpf.FentryAttribute", "fentry", "TRACING", "Bpf.FentryContext", ProgramArguments.KernelArguments, ProgramVerdicts.Zero, ProgramFamily.Tracing)
        {
            HelperSet = "TRACE_FENTRY",
            Prototype = KernelPrototype.Function,
            GlobForm = ".multi",
        },
        new("Bpf.FexitAttribute", "fexit", "TRACING", "Bpf.FexitContext", ProgramArguments.KernelArguments, ProgramVerdicts.Zero, ProgramFamily.Tracing)
        {
            HelperSet = "TRACE_FEXIT",
            Prototype = KernelPrototype.Function,
            GlobForm = ".multi",
        },
        new("Bpf.FsessionAttribute", "fsession", "TRACING", "Bpf.FsessionContext", ProgramArguments.KernelArguments, ProgramVerdicts.Zero,
            ProgramFamily.Tracing)
        {
            HelperSet = "TRACE_FSESSION",
            Prototype = KernelPrototype.Function,
            GlobForm = ".multi",
        },
        new("Bpf.FmodRetAttribute", "fmod_ret", "TRACING", "Bpf.FmodRetContext", ProgramArguments.KernelArguments, ProgramVerdicts.ModifiedReturn,
            ProgramFamily.Tracing)
        {
            HelperSet = "MODIFY_RETURN",
            Prototype = KernelPrototype.Function,
        },
        new("Bpf.LsmAttribute", "lsm", "LSM", "Bpf.LsmContext", ProgramArguments.KernelArguments, ProgramVerdicts.Lsm, ProgramFamily.Tracing)
        {
            HelperSet = "LSM_MAC",
            Prototype = KernelPrototype.SecurityHook,
        },
        new("Bpf.LsmCgroupAttribute", "lsm_cgroup", "LSM", "Bpf.LsmContext", ProgramArguments.KernelArguments, ProgramVerdicts.LsmCgroup, ProgramFamily.Cgroup)
        {
            HelperSet = "LSM_CGROUP",
            Prototype = KernelPrototype.SecurityHook,
        },
        new("Bpf.FreplaceAttribute", "freplace", "EXT", "", ProgramArguments.ReplacedFunction, ProgramVerdicts.Replaced, ProgramFamily.Extension),
        new("Bpf.IteratorAttribute", "iter", "TRACING", "Bpf.IteratorContext", ProgramArguments.IteratorMembers, ProgramVerdicts.Iterator,
            ProgramFamily.Iterator)
        {
            HelperSet = "TRACE_ITER",
            Prototype = KernelPrototype.Iterator,
        },
        new("Bpf.PerfEventAttribute", "perf_event", "PERF_EVENT", "Bpf.PerfEventContext", ProgramArguments.None, ProgramVerdicts.Ignored,
            ProgramFamily.PerfEvent),
        new("Bpf.SyscallProgramAttribute", "syscall", "SYSCALL", "", ProgramArguments.ContextStruct, ProgramVerdicts.Result, ProgramFamily.Untyped),
        new("Bpf.SocketFilterAttribute", "socket", "SOCKET_FILTER", "Bpf.SocketFilterContext", ProgramArguments.None, ProgramVerdicts.KeptLength,
            ProgramFamily.SocketFilter),
        new("Bpf.SkReuseportAttribute", "sk_reuseport", "SK_REUSEPORT", "Bpf.SkReuseportContext", ProgramArguments.None,
            ProgramVerdicts.SkAction, ProgramFamily.SkReuseport)
        {
            Option = "Migrate",
            OptionSection = "sk_reuseport/migrate",
        },
        new("Bpf.NetfilterAttribute", "netfilter", "NETFILTER", "Bpf.NetfilterContext", ProgramArguments.KernelArguments, ProgramVerdicts.Netfilter,
            ProgramFamily.Netfilter),
        new("Bpf.NetkitAttribute", "netkit/primary", "SCHED_CLS", "Bpf.TrafficControlContext", ProgramArguments.None, ProgramVerdicts.Tcx,
            ProgramFamily.TrafficControl)
        {
            Hooks = [new("Primary", "netkit/primary"), new("Peer", "netkit/peer")],
        },
        new("Bpf.FlowDissectorAttribute", "flow_dissector", "FLOW_DISSECTOR", "Bpf.FlowDissectorContext", ProgramArguments.None,
            ProgramVerdicts.FlowDissector, ProgramFamily.NetworkNamespace),
        new("Bpf.SkLookupAttribute", "sk_lookup", "SK_LOOKUP", "Bpf.SkLookupContext", ProgramArguments.None, ProgramVerdicts.SkAction,
            ProgramFamily.NetworkNamespace),
        new("Bpf.LwtAttribute", "lwt", "LWT_IN", "Bpf.LwtContext", ProgramArguments.None, ProgramVerdicts.LwtOutput, ProgramFamily.Lwt)
        {
            Hooks =
            [
                new("Input", "lwt_in") { Verdict = ProgramVerdicts.LwtInput },
                new("Output", "lwt_out") { ProgramType = "LWT_OUT", HelperSet = "LWT_OUT" },
                new("Transmit", "lwt_xmit") { ProgramType = "LWT_XMIT", HelperSet = "LWT_XMIT", Verdict = ProgramVerdicts.LwtTransmit },
                new("Seg6Local", "lwt_seg6local") { ProgramType = "LWT_SEG6LOCAL", HelperSet = "LWT_SEG6LOCAL", Verdict = ProgramVerdicts.LwtSegment },
            ],
        },
        new("Bpf.SkMsgAttribute", "sk_msg", "SK_MSG", "Bpf.SkMsgContext", ProgramArguments.None, ProgramVerdicts.SkAction, ProgramFamily.SocketMap),
        new("Bpf.SkSkbAttribute", "sk_skb", "SK_SKB", "Bpf.SkSkbContext", ProgramArguments.None, ProgramVerdicts.SkAction, ProgramFamily.SocketMap)
        {
            Hooks =
            [
                new("StreamParser", "sk_skb/stream_parser") { Verdict = ProgramVerdicts.StreamParser },
                new("StreamVerdict", "sk_skb/stream_verdict"),
                new("Verdict", "sk_skb/verdict"),
            ],
        },
        new("Bpf.XdpAttribute", "xdp", "XDP", "Bpf.XdpContext", ProgramArguments.None, ProgramVerdicts.Xdp, ProgramFamily.Xdp)
        {
            Option = "Fragments",
            OptionSection = "xdp.frags",
        },
        new("Bpf.XdpDevmapAttribute", "xdp/devmap", "XDP", "Bpf.XdpDevmapContext", ProgramArguments.None, ProgramVerdicts.Xdp, ProgramFamily.Untyped)
        {
            Option = "Fragments",
            OptionSection = "xdp.frags/devmap",
        },
        new("Bpf.XdpCpumapAttribute", "xdp/cpumap", "XDP", "Bpf.XdpCpumapContext", ProgramArguments.None, ProgramVerdicts.Xdp, ProgramFamily.Untyped)
        {
            Option = "Fragments",
            OptionSection = "xdp.frags/cpumap",
        },
        new("Bpf.TrafficControlAttribute", "tc", "SCHED_CLS", "Bpf.TrafficControlContext", ProgramArguments.None, ProgramVerdicts.TrafficControl,
            ProgramFamily.TrafficControl),
        new("Bpf.TcxIngressAttribute", "tcx/ingress", "SCHED_CLS", "Bpf.TrafficControlContext", ProgramArguments.None, ProgramVerdicts.Tcx,
            ProgramFamily.TrafficControl),
        new("Bpf.TcxEgressAttribute", "tcx/egress", "SCHED_CLS", "Bpf.TrafficControlContext", ProgramArguments.None, ProgramVerdicts.Tcx,
            ProgramFamily.TrafficControl),
        new(AttributeNames.StructOpsMember, "struct_ops", "STRUCT_OPS", "", ProgramArguments.KernelArguments, ProgramVerdicts.StructOps,
            ProgramFamily.StructOps),
        new("Bpf.CgroupSkbIngressAttribute", "cgroup_skb/ingress", "CGROUP_SKB", "Bpf.CgroupSkbContext", ProgramArguments.None, ProgramVerdicts.CgroupIngress,
            ProgramFamily.Cgroup),
        new("Bpf.CgroupSkbEgressAttribute", "cgroup_skb/egress", "CGROUP_SKB", "Bpf.CgroupSkbContext", ProgramArguments.None, ProgramVerdicts.CgroupEgress,
            ProgramFamily.Cgroup),
        new("Bpf.CgroupSocketAttribute", "cgroup/sock", "CGROUP_SOCK", "Bpf.CgroupSocketContext", ProgramArguments.None, ProgramVerdicts.CgroupAccess,
            ProgramFamily.Cgroup)
        {
            Hooks =
            [
                new("Create", "cgroup/sock_create"),
                new("Release", "cgroup/sock_release"),
                new("PostBind4", "cgroup/post_bind4"),
                new("PostBind6", "cgroup/post_bind6"),
            ],
        },
        new("Bpf.CgroupSocketAddressAttribute", "cgroup/sock_addr", "CGROUP_SOCK_ADDR", "Bpf.CgroupSocketAddressContext", ProgramArguments.None,
            ProgramVerdicts.CgroupAccess, ProgramFamily.Cgroup)
        {
            Hooks =
            [
                new("Bind4", "cgroup/bind4") { Verdict = ProgramVerdicts.CgroupBind, AttachType = "CGROUP_INET4_BIND" },
                new("Bind6", "cgroup/bind6") { Verdict = ProgramVerdicts.CgroupBind, AttachType = "CGROUP_INET6_BIND" },
                new("Connect4", "cgroup/connect4") { AttachType = "CGROUP_INET4_CONNECT" },
                new("Connect6", "cgroup/connect6") { AttachType = "CGROUP_INET6_CONNECT" },
                new("ConnectUnix", "cgroup/connect_unix") { AttachType = "CGROUP_UNIX_CONNECT" },
                new("SendMessage4", "cgroup/sendmsg4") { AttachType = "CGROUP_UDP4_SENDMSG" },
                new("SendMessage6", "cgroup/sendmsg6") { AttachType = "CGROUP_UDP6_SENDMSG" },
                new("SendMessageUnix", "cgroup/sendmsg_unix") { AttachType = "CGROUP_UNIX_SENDMSG" },
                new("ReceiveMessage4", "cgroup/recvmsg4") { Verdict = ProgramVerdicts.CgroupNotice },
                new("ReceiveMessage6", "cgroup/recvmsg6") { Verdict = ProgramVerdicts.CgroupNotice },
                new("ReceiveMessageUnix", "cgroup/recvmsg_unix") { Verdict = ProgramVerdicts.CgroupNotice },
                new("GetPeerName4", "cgroup/getpeername4") { Verdict = ProgramVerdicts.CgroupNotice },
                new("GetPeerName6", "cgroup/getpeername6") { Verdict = ProgramVerdicts.CgroupNotice },
                new("GetPeerNameUnix", "cgroup/getpeername_unix") { Verdict = ProgramVerdicts.CgroupNotice },
                new("GetSocketName4", "cgroup/getsockname4") { Verdict = ProgramVerdicts.CgroupNotice },
                new("GetSocketName6", "cgroup/getsockname6") { Verdict = ProgramVerdicts.CgroupNotice },
                new("GetSocketNameUnix", "cgroup/getsockname_unix") { Verdict = ProgramVerdicts.CgroupNotice },
            ],
        },
        new("Bpf.CgroupSocketOptionAttribute", "cgroup/sockopt", "CGROUP_SOCKOPT", "Bpf.CgroupSocketOptionContext", ProgramArguments.None,
            ProgramVerdicts.CgroupAccess, ProgramFamily.Cgroup)
        {
            Hooks = [new("Get", "cgroup/getsockopt"), new("Set", "cgroup/setsockopt") { AttachType = "CGROUP_SETSOCKOPT" }],
        },
        new("Bpf.CgroupSysctlAttribute", "cgroup/sysctl", "CGROUP_SYSCTL", "Bpf.CgroupSysctlContext", ProgramArguments.None, ProgramVerdicts.CgroupAccess,
            ProgramFamily.Cgroup),
        new("Bpf.CgroupDeviceAttribute", "cgroup/dev", "CGROUP_DEVICE", "Bpf.CgroupDeviceContext", ProgramArguments.None, ProgramVerdicts.CgroupAccess,
            ProgramFamily.Cgroup),
        new("Bpf.SockOpsAttribute", "sockops", "SOCK_OPS", "Bpf.SockOpsContext", ProgramArguments.None, ProgramVerdicts.SockOps, ProgramFamily.Cgroup),
    ];

    /// <summary>All kinds, those with hooks once at each hook.</summary>
    public static readonly ProgramKind[] AtHooks = [.. All.SelectMany(static kind => kind.Hooks.Length == 0 ? [kind] : kind.AtHooks)];
}
