namespace Bpf.Runtime.Programs;

/// <summary>The section names of libbpf 1.8 and the proposed <c>.single</c> forms. The first row that matches wins.</summary>
internal static class SectionTable
{
    private static readonly SectionKind[] s_rows =
    [
        SocketFilter("socket"),
        Plain("sk_reuseport/migrate", ProgramType.SocketReuseport, AttachType.SocketReuseportSelectOrMigrate),
        Plain("sk_reuseport", ProgramType.SocketReuseport, AttachType.SocketReuseportSelect),

        Kprobe("kprobe"),
        Kprobe("kprobe.single"),
        Uprobe("uprobe", ProgramType.Kprobe),
        Uprobe("uprobe.s", ProgramType.Kprobe, flags: ProgramFlags.Sleepable),
        Uprobe("uprobe.single", ProgramType.Kprobe),
        Uprobe("uprobe.single.s", ProgramType.Kprobe, flags: ProgramFlags.Sleepable),
        Kprobe("kretprobe"),
        Kprobe("kretprobe.single"),
        Uprobe("uretprobe", ProgramType.Kprobe),
        Uprobe("uretprobe.s", ProgramType.Kprobe, flags: ProgramFlags.Sleepable),
        Uprobe("uretprobe.single", ProgramType.Kprobe),
        Uprobe("uretprobe.single.s", ProgramType.Kprobe, flags: ProgramFlags.Sleepable),
        Kprobe("kprobe.multi", AttachType.TraceKprobeMulti),
        Kprobe("kretprobe.multi", AttachType.TraceKprobeMulti),
        Kprobe("kprobe.session", AttachType.TraceKprobeSession),
        Uprobe("uprobe.multi", ProgramType.Kprobe, AttachType.TraceUprobeMulti),
        Uprobe("uretprobe.multi", ProgramType.Kprobe, AttachType.TraceUprobeMulti),
        Uprobe("uprobe.session", ProgramType.Kprobe, AttachType.TraceUprobeSession),
        Uprobe("uprobe.multi.s", ProgramType.Kprobe, AttachType.TraceUprobeMulti, ProgramFlags.Sleepable),
        Uprobe("uretprobe.multi.s", ProgramType.Kprobe, AttachType.TraceUprobeMulti, ProgramFlags.Sleepable),
        Uprobe("uprobe.session.s", ProgramType.Kprobe, AttachType.TraceUprobeSession, ProgramFlags.Sleepable),
        Kprobe("ksyscall"),
        Kprobe("kretsyscall"),
        Usdt("usdt"),
        Usdt("usdt.s", ProgramFlags.Sleepable),

        TrafficControl("tc/ingress", AttachType.TcxIngress),
        TrafficControl("tc/egress", AttachType.TcxEgress),
        TrafficControl("tcx/ingress", AttachType.TcxIngress),
        TrafficControl("tcx/egress", AttachType.TcxEgress),
        TrafficControl("tc"),
        TrafficControl("classifier"),
        Plain("action", ProgramType.SchedulerAction),
        TrafficControl("netkit/primary", AttachType.NetkitPrimary),
        TrafficControl("netkit/peer", AttachType.NetkitPeer),

        Tracepoint("tracepoint"),
        Tracepoint("tp"),
        RawTracepoint("raw_tracepoint", ProgramType.RawTracepoint),
        RawTracepoint("raw_tp", ProgramType.RawTracepoint),
        RawTracepoint("raw_tracepoint.w", ProgramType.RawTracepointWritable),
        RawTracepoint("raw_tp.w", ProgramType.RawTracepointWritable),
        ByBtf("tp_btf", ProgramType.Tracing, AttachType.TraceRawTracepoint),
        ByBtf("fentry", ProgramType.Tracing, AttachType.TraceFunctionEntry),
        ByBtf("fmod_ret", ProgramType.Tracing, AttachType.ModifyReturn),
        ByBtf("fexit", ProgramType.Tracing, AttachType.TraceFunctionExit),
        ByBtf("fsession", ProgramType.Tracing, AttachType.TraceFunctionSession),
        ByBtf("fentry.s", ProgramType.Tracing, AttachType.TraceFunctionEntry, ProgramFlags.Sleepable),
        ByBtf("fmod_ret.s", ProgramType.Tracing, AttachType.ModifyReturn, ProgramFlags.Sleepable),
        ByBtf("fexit.s", ProgramType.Tracing, AttachType.TraceFunctionExit, ProgramFlags.Sleepable),
        ByBtf("fsession.s", ProgramType.Tracing, AttachType.TraceFunctionSession, ProgramFlags.Sleepable),
        ByBtf("freplace", ProgramType.Extension, default),
        ByBtf("lsm", ProgramType.Lsm, AttachType.LsmMac),
        ByBtf("lsm.s", ProgramType.Lsm, AttachType.LsmMac, ProgramFlags.Sleepable),
        CgroupHook("lsm_cgroup"),
        Iterator("iter"),
        Iterator("iter.s", ProgramFlags.Sleepable),
        Plain("syscall", ProgramType.Syscall, flags: ProgramFlags.Sleepable),

        Plain("xdp.frags/devmap", ProgramType.Xdp, AttachType.XdpDeviceMap, ProgramFlags.XdpHasFragments),
        Plain("xdp/devmap", ProgramType.Xdp, AttachType.XdpDeviceMap),
        Plain("xdp.frags/cpumap", ProgramType.Xdp, AttachType.XdpCpuMap, ProgramFlags.XdpHasFragments),
        Plain("xdp/cpumap", ProgramType.Xdp, AttachType.XdpCpuMap),
        Xdp("xdp.frags", ProgramFlags.XdpHasFragments),
        Xdp("xdp", optional: true),
        Plain("perf_event", ProgramType.PerfEvent),
        Plain("lwt_in", ProgramType.LwtInput),
        Plain("lwt_out", ProgramType.LwtOutput),
        Plain("lwt_xmit", ProgramType.LwtTransmit),
        Plain("lwt_seg6local", ProgramType.LwtSeg6Local),

        Cgroup("sockops", ProgramType.SocketOps, AttachType.CgroupSocketOps, optional: true),
        Plain("sk_skb/stream_parser", ProgramType.SocketSkb, AttachType.SocketSkbStreamParser, optional: true),
        Plain("sk_skb/stream_verdict", ProgramType.SocketSkb, AttachType.SocketSkbStreamVerdict, optional: true),
        Plain("sk_skb/verdict", ProgramType.SocketSkb, AttachType.SocketSkbVerdict, optional: true),
        Plain("sk_skb", ProgramType.SocketSkb),
        Plain("sk_msg", ProgramType.SocketMessage, AttachType.SocketMessageVerdict, optional: true),
        Plain("lirc_mode2", ProgramType.LircMode2, AttachType.LircMode2, optional: true),
        NetworkNamespace("flow_dissector", ProgramType.FlowDissector, AttachType.FlowDissector, optional: true),

        Cgroup("cgroup_skb/ingress", ProgramType.CgroupSkb, AttachType.CgroupInetIngress, optional: true),
        Cgroup("cgroup_skb/egress", ProgramType.CgroupSkb, AttachType.CgroupInetEgress, optional: true),
        Cgroup("cgroup/skb", ProgramType.CgroupSkb),
        Cgroup("cgroup/sock_create", ProgramType.CgroupSocket, AttachType.CgroupInetSocketCreate),
        Cgroup("cgroup/sock_release", ProgramType.CgroupSocket, AttachType.CgroupInetSocketRelease),
        Cgroup("cgroup/sock", ProgramType.CgroupSocket, AttachType.CgroupInetSocketCreate, optional: true),
        Cgroup("cgroup/post_bind4", ProgramType.CgroupSocket, AttachType.CgroupInet4PostBind),
        Cgroup("cgroup/post_bind6", ProgramType.CgroupSocket, AttachType.CgroupInet6PostBind),
        Cgroup("cgroup/bind4", ProgramType.CgroupSocketAddr, AttachType.CgroupInet4Bind),
        Cgroup("cgroup/bind6", ProgramType.CgroupSocketAddr, AttachType.CgroupInet6Bind),
        Cgroup("cgroup/connect4", ProgramType.CgroupSocketAddr, AttachType.CgroupInet4Connect),
        Cgroup("cgroup/connect6", ProgramType.CgroupSocketAddr, AttachType.CgroupInet6Connect),
        Cgroup("cgroup/connect_unix", ProgramType.CgroupSocketAddr, AttachType.CgroupUnixConnect),
        Cgroup("cgroup/sendmsg4", ProgramType.CgroupSocketAddr, AttachType.CgroupUdp4SendMessage),
        Cgroup("cgroup/sendmsg6", ProgramType.CgroupSocketAddr, AttachType.CgroupUdp6SendMessage),
        Cgroup("cgroup/sendmsg_unix", ProgramType.CgroupSocketAddr, AttachType.CgroupUnixSendMessage),
        Cgroup("cgroup/recvmsg4", ProgramType.CgroupSocketAddr, AttachType.CgroupUdp4ReceiveMessage),
        Cgroup("cgroup/recvmsg6", ProgramType.CgroupSocketAddr, AttachType.CgroupUdp6ReceiveMessage),
        Cgroup("cgroup/recvmsg_unix", ProgramType.CgroupSocketAddr, AttachType.CgroupUnixReceiveMessage),
        Cgroup("cgroup/getpeername4", ProgramType.CgroupSocketAddr, AttachType.CgroupInet4GetPeerName),
        Cgroup("cgroup/getpeername6", ProgramType.CgroupSocketAddr, AttachType.CgroupInet6GetPeerName),
        Cgroup("cgroup/getpeername_unix", ProgramType.CgroupSocketAddr, AttachType.CgroupUnixGetPeerName),
        Cgroup("cgroup/getsockname4", ProgramType.CgroupSocketAddr, AttachType.CgroupInet4GetSocketName),
        Cgroup("cgroup/getsockname6", ProgramType.CgroupSocketAddr, AttachType.CgroupInet6GetSocketName),
        Cgroup("cgroup/getsockname_unix", ProgramType.CgroupSocketAddr, AttachType.CgroupUnixGetSocketName),
        Cgroup("cgroup/sysctl", ProgramType.CgroupSysctl, AttachType.CgroupSysctl),
        Cgroup("cgroup/getsockopt", ProgramType.CgroupSocketOption, AttachType.CgroupGetSocketOption),
        Cgroup("cgroup/setsockopt", ProgramType.CgroupSocketOption, AttachType.CgroupSetSocketOption),
        Cgroup("cgroup/dev", ProgramType.CgroupDevice, AttachType.CgroupDevice, optional: true),
        Target("struct_ops", ProgramType.StructOps),
        Target("struct_ops.s", ProgramType.StructOps, flags: ProgramFlags.Sleepable),
        NetworkNamespace("sk_lookup", ProgramType.SocketLookup, AttachType.SocketLookup),
        Plain("netfilter", ProgramType.Netfilter, AttachType.Netfilter),
    ];

    /// <summary>All rows, in the order in which they are tried.</summary>
    public static ReadOnlySpan<SectionKind> Rows => s_rows;

    /// <summary>The row for a section, or <see langword="null"/>.</summary>
    /// <param name="section">Section name without a leading '?'.</param>
    /// <param name="dialect">cilium/ebpf allows any text after a slash, also where libbpf wants the bare name.</param>
    public static SectionKind? Find(string section, BpfDialect dialect = BpfDialect.Libbpf)
    {
        foreach (SectionKind row in s_rows)
        {
            if (row.Matches(section))
                return row;
        }

        return dialect == BpfDialect.Cilium ? FindByPrefix(section) : null;
    }

    private static SectionKind? FindByPrefix(string section)
    {
        SectionKind? best = null;
        foreach (SectionKind row in s_rows)
        {
            bool fits = section.Length > row.Name.Length && section[row.Name.Length] == '/' && section.StartsWith(row.Name, StringComparison.Ordinal);
            if (fits && row.Name.Length > (best?.Name.Length ?? 0))
                best = row;
        }

        return best;
    }

    private static SectionKind Plain(
        string name, ProgramType type, AttachType attachType = default, ProgramFlags flags = default, bool optional = false)
        => new() { Name = name, Type = type, AttachType = attachType, Flags = flags, AttachTypeOptional = optional };

    private static SectionKind Target(string name, ProgramType type, AttachType attachType = default, ProgramFlags flags = default)
        => new() { Name = name, Type = type, AttachType = attachType, Flags = flags, TakesTarget = true };

    private static SectionKind Uprobe(string name, ProgramType type, AttachType attachType = default, ProgramFlags flags = default)
        => new() { Name = name, Type = type, AttachType = attachType, Flags = flags, TakesTarget = true, Create = static (owner, definition) => new UprobeProgram(owner, definition) };

    private static SectionKind Kprobe(string name, AttachType attachType = default)
        => new() { Name = name, Type = ProgramType.Kprobe, AttachType = attachType, TakesTarget = true, Create = static (owner, definition) => new KprobeProgram(owner, definition) };

    private static SectionKind Usdt(string name, ProgramFlags flags = default)
        => new() { Name = name, Type = ProgramType.Kprobe, Flags = flags, TakesTarget = true, Create = static (owner, definition) => new UsdtProgram(owner, definition) };

    private static SectionKind Tracepoint(string name)
        => new() { Name = name, Type = ProgramType.Tracepoint, TakesTarget = true, Create = static (owner, definition) => new TracepointProgram(owner, definition) };

    private static SectionKind RawTracepoint(string name, ProgramType type)
        => new() { Name = name, Type = type, TakesTarget = true, Create = static (owner, definition) => new RawTracepointProgram(owner, definition) };

    private static SectionKind ByBtf(string name, ProgramType type, AttachType attachType, ProgramFlags flags = default)
        => new()
        {
            Name = name,
            Type = type,
            AttachType = attachType,
            Flags = flags,
            TakesTarget = true,
            AttachesByBtf = true,
            Create = static (owner, definition) => new TracingProgram(owner, definition),
        };

    private static SectionKind Iterator(string name, ProgramFlags flags = default)
        => new()
        {
            Name = name,
            Type = ProgramType.Tracing,
            AttachType = AttachType.TraceIterator,
            Flags = flags,
            TakesTarget = true,
            AttachesByBtf = true,
            Create = static (owner, definition) => new IteratorProgram(owner, definition),
        };

    private static SectionKind Cgroup(string name, ProgramType type, AttachType attachType = default, bool optional = false)
        => new()
        {
            Name = name,
            Type = type,
            AttachType = attachType,
            AttachTypeOptional = optional,
            Create = static (owner, definition) => new CgroupProgram(owner, definition),
        };

    // The hook is known at load, what it is attached to (a cgroup) only to the host.
    private static SectionKind CgroupHook(string name)
        => new()
        {
            Name = name,
            Type = ProgramType.Lsm,
            AttachType = AttachType.LsmCgroup,
            TakesTarget = true,
            AttachesByBtf = true,
            Create = static (owner, definition) => new CgroupProgram(owner, definition),
        };

    private static SectionKind TrafficControl(string name, AttachType attachType = default)
        => new()
        {
            Name = name,
            Type = ProgramType.SchedulerClassifier,
            AttachType = attachType,
            AttachTypeOptional = attachType != default,
            Create = static (owner, definition) => new TrafficControlProgram(owner, definition),
        };

    private static SectionKind NetworkNamespace(string name, ProgramType type, AttachType attachType, bool optional = false)
        => new()
        {
            Name = name,
            Type = type,
            AttachType = attachType,
            AttachTypeOptional = optional,
            Create = static (owner, definition) => new NetworkNamespaceProgram(owner, definition),
        };

    private static SectionKind Xdp(string name, ProgramFlags flags = default, bool optional = false)
        => new()
        {
            Name = name,
            Type = ProgramType.Xdp,
            AttachType = AttachType.Xdp,
            Flags = flags,
            AttachTypeOptional = optional,
            Create = static (owner, definition) => new XdpProgram(owner, definition),
        };

    private static SectionKind SocketFilter(string name)
        => new() { Name = name, Type = ProgramType.SocketFilter, Create = static (owner, definition) => new SocketFilterProgram(owner, definition) };
}
