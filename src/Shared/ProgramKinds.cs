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
        new("Bpf.UprobeAttribute", "uprobe", "KPROBE", "Bpf.UprobeContext", ProgramArguments.FunctionArguments, Uprobe),
        new("Bpf.UretprobeAttribute", "uretprobe", "KPROBE", "Bpf.UretprobeContext", ProgramArguments.ReturnValue, Uprobe),
        new("Bpf.UprobeSessionAttribute", "uprobe.session", "KPROBE", "Bpf.UprobeSessionContext", ProgramArguments.FunctionArguments, Uprobe),
        new("Bpf.UsdtAttribute", "usdt", "KPROBE", "Bpf.UsdtContext", ProgramArguments.UsdtArguments, Usdt),
        new("Bpf.KprobeAttribute", "kprobe", "KPROBE", "Bpf.KprobeContext", ProgramArguments.FunctionArguments, Kprobe),
        new("Bpf.KretprobeAttribute", "kretprobe", "KPROBE", "Bpf.KretprobeContext", ProgramArguments.ReturnValue, Kprobe),
        new("Bpf.TracepointAttribute", "tracepoint", "TRACEPOINT", "", ProgramArguments.ContextStruct, Tracepoint),
        new("Bpf.RawTracepointAttribute", "raw_tp", "RAW_TRACEPOINT", "Bpf.RawTracepointContext", ProgramArguments.None, RawTracepoint),
        new("Bpf.SyscallProgramAttribute", "syscall", "SYSCALL", "", ProgramArguments.ContextStruct, Untyped),
        new("Bpf.SocketFilterAttribute", "socket", "SOCKET_FILTER", "Bpf.SocketFilterContext", ProgramArguments.None, SocketFilter),
        new("Bpf.XdpAttribute", "xdp", "XDP", "Bpf.XdpContext", ProgramArguments.None, Xdp),
        new("Bpf.TrafficControlAttribute", "tc", "SCHED_CLS", "Bpf.TrafficControlContext", ProgramArguments.None, TrafficControl),
        new("Bpf.TcxIngressAttribute", "tcx/ingress", "SCHED_CLS", "Bpf.TrafficControlContext", ProgramArguments.None, TrafficControl),
        new("Bpf.TcxEgressAttribute", "tcx/egress", "SCHED_CLS", "Bpf.TrafficControlContext", ProgramArguments.None, TrafficControl),
        new("Bpf.CgroupSkbIngressAttribute", "cgroup_skb/ingress", "CGROUP_SKB", "Bpf.CgroupSkbContext", ProgramArguments.None, Cgroup),
        new("Bpf.CgroupSkbEgressAttribute", "cgroup_skb/egress", "CGROUP_SKB", "Bpf.CgroupSkbContext", ProgramArguments.None, Cgroup),
    ];
}
