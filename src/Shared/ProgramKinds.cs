namespace Bpf.Shared;

/// <summary>The table of program kinds. A new kind is one row here, an attribute and, unless the user declares it, a context type in Bpf.</summary>
internal static class ProgramKinds
{
    private const string Uprobe = "Bpf.Runtime.UprobeProgram";
    private const string Usdt = "Bpf.Runtime.UsdtProgram";
    private const string Kprobe = "Bpf.Runtime.KprobeProgram";
    private const string Tracepoint = "Bpf.Runtime.TracepointProgram";
    private const string RawTracepoint = "Bpf.Runtime.RawTracepointProgram";
    private const string SocketFilter = "Bpf.Runtime.SocketFilterProgram";
    private const string Xdp = "Bpf.Runtime.XdpProgram";
    private const string TrafficControl = "Bpf.Runtime.TrafficControlProgram";
    private const string Cgroup = "Bpf.Runtime.CgroupProgram";
    private const string Untyped = "Bpf.Runtime.BpfProgram";

    /// <summary>All kinds.</summary>
    public static readonly ProgramKind[] All =
    [
        new("Bpf.UprobeAttribute", "uprobe", "KPROBE", "Bpf.UprobeContext", ProgramArguments.FunctionArguments, ProgramVerdicts.Ignored, Uprobe),
        new("Bpf.UretprobeAttribute", "uretprobe", "KPROBE", "Bpf.UretprobeContext", ProgramArguments.ReturnValue, ProgramVerdicts.Ignored, Uprobe),
        new("Bpf.UprobeSessionAttribute", "uprobe.session", "KPROBE", "Bpf.UprobeSessionContext", ProgramArguments.FunctionArguments, ProgramVerdicts.Session, Uprobe),
        new("Bpf.UsdtAttribute", "usdt", "KPROBE", "Bpf.UsdtContext", ProgramArguments.UsdtArguments, ProgramVerdicts.Ignored, Usdt),
        new("Bpf.KprobeAttribute", "kprobe", "KPROBE", "Bpf.KprobeContext", ProgramArguments.FunctionArguments, ProgramVerdicts.Ignored, Kprobe),
        new("Bpf.KretprobeAttribute", "kretprobe", "KPROBE", "Bpf.KretprobeContext", ProgramArguments.ReturnValue, ProgramVerdicts.Ignored, Kprobe),
        new("Bpf.TracepointAttribute", "tracepoint", "TRACEPOINT", "", ProgramArguments.ContextStruct, ProgramVerdicts.Ignored, Tracepoint),
        new("Bpf.RawTracepointAttribute", "raw_tp", "RAW_TRACEPOINT", "Bpf.RawTracepointContext", ProgramArguments.None, ProgramVerdicts.Ignored, RawTracepoint),
        new("Bpf.SyscallProgramAttribute", "syscall", "SYSCALL", "", ProgramArguments.ContextStruct, ProgramVerdicts.Result, Untyped),
        new("Bpf.SocketFilterAttribute", "socket", "SOCKET_FILTER", "Bpf.SocketFilterContext", ProgramArguments.None, ProgramVerdicts.KeptLength, SocketFilter),
        new("Bpf.XdpAttribute", "xdp", "XDP", "Bpf.XdpContext", ProgramArguments.None, ProgramVerdicts.Xdp, Xdp),
        new("Bpf.TrafficControlAttribute", "tc", "SCHED_CLS", "Bpf.TrafficControlContext", ProgramArguments.None, ProgramVerdicts.TrafficControl, TrafficControl),
        new("Bpf.TcxIngressAttribute", "tcx/ingress", "SCHED_CLS", "Bpf.TrafficControlContext", ProgramArguments.None, ProgramVerdicts.Tcx, TrafficControl),
        new("Bpf.TcxEgressAttribute", "tcx/egress", "SCHED_CLS", "Bpf.TrafficControlContext", ProgramArguments.None, ProgramVerdicts.Tcx, TrafficControl),
        new("Bpf.CgroupSkbIngressAttribute", "cgroup_skb/ingress", "CGROUP_SKB", "Bpf.CgroupSkbContext", ProgramArguments.None, ProgramVerdicts.CgroupIngress, Cgroup),
        new("Bpf.CgroupSkbEgressAttribute", "cgroup_skb/egress", "CGROUP_SKB", "Bpf.CgroupSkbContext", ProgramArguments.None, ProgramVerdicts.CgroupEgress, Cgroup),
    ];
}
