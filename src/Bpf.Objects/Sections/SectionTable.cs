using Bpf.Runtime;
using Bpf.Shared;

namespace Bpf.Objects.Sections;

/// <summary>The section names of libbpf 1.8, those of tracing multi links, and the proposed <c>.single</c> forms. The first matching row wins.</summary>
internal static class SectionTable
{
    private static readonly SectionKind[] s_rows =
    [
        new("socket", ProgramFamily.SocketFilter, ProgramType.SocketFilter),
        new("sk_reuseport/migrate", ProgramFamily.SkReuseport, ProgramType.SocketReuseport, AttachType.SocketReuseportSelectOrMigrate),
        new("sk_reuseport", ProgramFamily.SkReuseport, ProgramType.SocketReuseport, AttachType.SocketReuseportSelect),

        new("kprobe", ProgramFamily.Kprobe, ProgramType.Kprobe),
        new("kprobe.single", ProgramFamily.Kprobe, ProgramType.Kprobe) { Form = ProbeForm.Single },
        new("uprobe", ProgramFamily.Uprobe, ProgramType.Kprobe),
        new("uprobe.s", ProgramFamily.Uprobe, ProgramType.Kprobe) { Flags = ProgramFlags.Sleepable },
        new("uprobe.single", ProgramFamily.Uprobe, ProgramType.Kprobe) { Form = ProbeForm.Single },
        new("uprobe.single.s", ProgramFamily.Uprobe, ProgramType.Kprobe) { Flags = ProgramFlags.Sleepable, Form = ProbeForm.Single },
        new("kretprobe", ProgramFamily.Kprobe, ProgramType.Kprobe) { IsReturn = true },
        new("kretprobe.single", ProgramFamily.Kprobe, ProgramType.Kprobe) { Form = ProbeForm.Single, IsReturn = true },
        new("uretprobe", ProgramFamily.Uprobe, ProgramType.Kprobe) { IsReturn = true },
        new("uretprobe.s", ProgramFamily.Uprobe, ProgramType.Kprobe) { Flags = ProgramFlags.Sleepable, IsReturn = true },
        new("uretprobe.single", ProgramFamily.Uprobe, ProgramType.Kprobe) { Form = ProbeForm.Single, IsReturn = true },
        new("uretprobe.single.s", ProgramFamily.Uprobe, ProgramType.Kprobe) { Flags = ProgramFlags.Sleepable, Form = ProbeForm.Single, IsReturn = true },
        new("kprobe.multi", ProgramFamily.Kprobe, ProgramType.Kprobe, AttachType.TraceKprobeMulti) { Form = ProbeForm.Multi },
        new("kretprobe.multi", ProgramFamily.Kprobe, ProgramType.Kprobe, AttachType.TraceKprobeMulti) { Form = ProbeForm.Multi, IsReturn = true },
        new("kprobe.session", ProgramFamily.Kprobe, ProgramType.Kprobe, AttachType.TraceKprobeSession) { Form = ProbeForm.Session },
        new("uprobe.multi", ProgramFamily.Uprobe, ProgramType.Kprobe, AttachType.TraceUprobeMulti) { Form = ProbeForm.Multi },
        new("uretprobe.multi", ProgramFamily.Uprobe, ProgramType.Kprobe, AttachType.TraceUprobeMulti) { Form = ProbeForm.Multi, IsReturn = true },
        new("uprobe.session", ProgramFamily.Uprobe, ProgramType.Kprobe, AttachType.TraceUprobeSession) { Form = ProbeForm.Session },
        new("uprobe.multi.s", ProgramFamily.Uprobe, ProgramType.Kprobe, AttachType.TraceUprobeMulti) { Flags = ProgramFlags.Sleepable, Form = ProbeForm.Multi },
        new("uretprobe.multi.s", ProgramFamily.Uprobe, ProgramType.Kprobe, AttachType.TraceUprobeMulti) { Flags = ProgramFlags.Sleepable,
            Form = ProbeForm.Multi, IsReturn = true },
        new("uprobe.session.s", ProgramFamily.Uprobe, ProgramType.Kprobe, AttachType.TraceUprobeSession) { Flags = ProgramFlags.Sleepable,
            Form = ProbeForm.Session },
        new("ksyscall", ProgramFamily.Kprobe, ProgramType.Kprobe) { IsSystemCall = true },
        new("kretsyscall", ProgramFamily.Kprobe, ProgramType.Kprobe) { IsReturn = true, IsSystemCall = true },
        new("usdt", ProgramFamily.Usdt, ProgramType.Kprobe),
        new("usdt.s", ProgramFamily.Usdt, ProgramType.Kprobe) { Flags = ProgramFlags.Sleepable },

        new("tc/ingress", ProgramFamily.TrafficControl, ProgramType.SchedulerClassifier, AttachType.TcxIngress) { IsAttachTypeOptional = true },
        new("tc/egress", ProgramFamily.TrafficControl, ProgramType.SchedulerClassifier, AttachType.TcxEgress) { IsAttachTypeOptional = true },
        new("tcx/ingress", ProgramFamily.TrafficControl, ProgramType.SchedulerClassifier, AttachType.TcxIngress) { IsAttachTypeOptional = true },
        new("tcx/egress", ProgramFamily.TrafficControl, ProgramType.SchedulerClassifier, AttachType.TcxEgress) { IsAttachTypeOptional = true },
        new("tc", ProgramFamily.TrafficControl, ProgramType.SchedulerClassifier),
        new("classifier", ProgramFamily.TrafficControl, ProgramType.SchedulerClassifier),
        new("action", ProgramFamily.Untyped, ProgramType.SchedulerAction),
        new("netkit/primary", ProgramFamily.TrafficControl, ProgramType.SchedulerClassifier, AttachType.NetkitPrimary) { IsAttachTypeOptional = true },
        new("netkit/peer", ProgramFamily.TrafficControl, ProgramType.SchedulerClassifier, AttachType.NetkitPeer) { IsAttachTypeOptional = true },

        new("tracepoint", ProgramFamily.Tracepoint, ProgramType.Tracepoint),
        new("tp", ProgramFamily.Tracepoint, ProgramType.Tracepoint),
        new("raw_tracepoint", ProgramFamily.RawTracepoint, ProgramType.RawTracepoint),
        new("raw_tp", ProgramFamily.RawTracepoint, ProgramType.RawTracepoint),
        new("raw_tracepoint.w", ProgramFamily.RawTracepoint, ProgramType.RawTracepointWritable),
        new("raw_tp.w", ProgramFamily.RawTracepoint, ProgramType.RawTracepointWritable),
        new("tp_btf", ProgramFamily.Tracing, ProgramType.Tracing, AttachType.TraceRawTracepoint),
        new("fentry", ProgramFamily.Tracing, ProgramType.Tracing, AttachType.TraceFunctionEntry),
        new("fmod_ret", ProgramFamily.Tracing, ProgramType.Tracing, AttachType.ModifyReturn),
        new("fexit", ProgramFamily.Tracing, ProgramType.Tracing, AttachType.TraceFunctionExit),
        new("fsession", ProgramFamily.Tracing, ProgramType.Tracing, AttachType.TraceFunctionSession),
        new("fentry.s", ProgramFamily.Tracing, ProgramType.Tracing, AttachType.TraceFunctionEntry) { Flags = ProgramFlags.Sleepable },
        new("fmod_ret.s", ProgramFamily.Tracing, ProgramType.Tracing, AttachType.ModifyReturn) { Flags = ProgramFlags.Sleepable },
        new("fexit.s", ProgramFamily.Tracing, ProgramType.Tracing, AttachType.TraceFunctionExit) { Flags = ProgramFlags.Sleepable },
        new("fsession.s", ProgramFamily.Tracing, ProgramType.Tracing, AttachType.TraceFunctionSession) { Flags = ProgramFlags.Sleepable },
        new("fentry.multi", ProgramFamily.Tracing, ProgramType.Tracing, AttachType.TraceFunctionEntryMulti) { Form = ProbeForm.Multi },
        new("fentry.multi.s", ProgramFamily.Tracing, ProgramType.Tracing, AttachType.TraceFunctionEntryMulti) { Flags = ProgramFlags.Sleepable,
            Form = ProbeForm.Multi },
        new("fexit.multi", ProgramFamily.Tracing, ProgramType.Tracing, AttachType.TraceFunctionExitMulti) { Form = ProbeForm.Multi },
        new("fexit.multi.s", ProgramFamily.Tracing, ProgramType.Tracing, AttachType.TraceFunctionExitMulti) { Flags = ProgramFlags.Sleepable,
            Form = ProbeForm.Multi },
        new("fsession.multi", ProgramFamily.Tracing, ProgramType.Tracing, AttachType.TraceFunctionSessionMulti) { Form = ProbeForm.Multi },
        new("fsession.multi.s", ProgramFamily.Tracing, ProgramType.Tracing, AttachType.TraceFunctionSessionMulti) { Flags = ProgramFlags.Sleepable,
            Form = ProbeForm.Multi },
        new("freplace", ProgramFamily.Extension, ProgramType.Extension),
        new("lsm", ProgramFamily.Tracing, ProgramType.Lsm, AttachType.LsmMac),
        new("lsm.s", ProgramFamily.Tracing, ProgramType.Lsm, AttachType.LsmMac) { Flags = ProgramFlags.Sleepable },
        new("lsm_cgroup", ProgramFamily.Cgroup, ProgramType.Lsm, AttachType.LsmCgroup),
        new("iter", ProgramFamily.Iterator, ProgramType.Tracing, AttachType.TraceIterator),
        new("iter.s", ProgramFamily.Iterator, ProgramType.Tracing, AttachType.TraceIterator) { Flags = ProgramFlags.Sleepable },
        new("syscall", ProgramFamily.Untyped, ProgramType.Syscall) { Flags = ProgramFlags.Sleepable },

        new("xdp.frags/devmap", ProgramFamily.Untyped, ProgramType.Xdp, AttachType.XdpDeviceMap) { Flags = ProgramFlags.XdpHasFragments },
        new("xdp/devmap", ProgramFamily.Untyped, ProgramType.Xdp, AttachType.XdpDeviceMap),
        new("xdp.frags/cpumap", ProgramFamily.Untyped, ProgramType.Xdp, AttachType.XdpCpuMap) { Flags = ProgramFlags.XdpHasFragments },
        new("xdp/cpumap", ProgramFamily.Untyped, ProgramType.Xdp, AttachType.XdpCpuMap),
        new("xdp.frags", ProgramFamily.Xdp, ProgramType.Xdp, AttachType.Xdp) { Flags = ProgramFlags.XdpHasFragments },
        new("xdp", ProgramFamily.Xdp, ProgramType.Xdp, AttachType.Xdp) { IsAttachTypeOptional = true },
        new("perf_event", ProgramFamily.PerfEvent, ProgramType.PerfEvent),
        new("lwt_in", ProgramFamily.Lwt, ProgramType.LwtInput),
        new("lwt_out", ProgramFamily.Lwt, ProgramType.LwtOutput),
        new("lwt_xmit", ProgramFamily.Lwt, ProgramType.LwtTransmit),
        new("lwt_seg6local", ProgramFamily.Lwt, ProgramType.LwtSeg6Local),

        new("sockops", ProgramFamily.Cgroup, ProgramType.SocketOps, AttachType.CgroupSocketOps) { IsAttachTypeOptional = true },
        new("sk_skb/stream_parser", ProgramFamily.SocketMap, ProgramType.SocketSkb, AttachType.SocketSkbStreamParser) { IsAttachTypeOptional = true },
        new("sk_skb/stream_verdict", ProgramFamily.SocketMap, ProgramType.SocketSkb, AttachType.SocketSkbStreamVerdict) { IsAttachTypeOptional = true },
        new("sk_skb/verdict", ProgramFamily.SocketMap, ProgramType.SocketSkb, AttachType.SocketSkbVerdict) { IsAttachTypeOptional = true },
        new("sk_skb", ProgramFamily.SocketMap, ProgramType.SocketSkb),
        new("sk_msg", ProgramFamily.SocketMap, ProgramType.SocketMessage, AttachType.SocketMessageVerdict) { IsAttachTypeOptional = true },
        new("lirc_mode2", ProgramFamily.Untyped, ProgramType.LircMode2, AttachType.LircMode2) { IsAttachTypeOptional = true },
        new("flow_dissector", ProgramFamily.NetworkNamespace, ProgramType.FlowDissector, AttachType.FlowDissector) { IsAttachTypeOptional = true },

        new("cgroup_skb/ingress", ProgramFamily.Cgroup, ProgramType.CgroupSkb, AttachType.CgroupInetIngress) { IsAttachTypeOptional = true },
        new("cgroup_skb/egress", ProgramFamily.Cgroup, ProgramType.CgroupSkb, AttachType.CgroupInetEgress) { IsAttachTypeOptional = true },
        new("cgroup/skb", ProgramFamily.Cgroup, ProgramType.CgroupSkb) { LacksDirection = true },
        new("cgroup/sock_create", ProgramFamily.Cgroup, ProgramType.CgroupSocket, AttachType.CgroupInetSocketCreate),
        new("cgroup/sock_release", ProgramFamily.Cgroup, ProgramType.CgroupSocket, AttachType.CgroupInetSocketRelease),
        new("cgroup/sock", ProgramFamily.Cgroup, ProgramType.CgroupSocket, AttachType.CgroupInetSocketCreate) { IsAttachTypeOptional = true },
        new("cgroup/post_bind4", ProgramFamily.Cgroup, ProgramType.CgroupSocket, AttachType.CgroupInet4PostBind),
        new("cgroup/post_bind6", ProgramFamily.Cgroup, ProgramType.CgroupSocket, AttachType.CgroupInet6PostBind),
        new("cgroup/bind4", ProgramFamily.Cgroup, ProgramType.CgroupSocketAddr, AttachType.CgroupInet4Bind),
        new("cgroup/bind6", ProgramFamily.Cgroup, ProgramType.CgroupSocketAddr, AttachType.CgroupInet6Bind),
        new("cgroup/connect4", ProgramFamily.Cgroup, ProgramType.CgroupSocketAddr, AttachType.CgroupInet4Connect),
        new("cgroup/connect6", ProgramFamily.Cgroup, ProgramType.CgroupSocketAddr, AttachType.CgroupInet6Connect),
        new("cgroup/connect_unix", ProgramFamily.Cgroup, ProgramType.CgroupSocketAddr, AttachType.CgroupUnixConnect),
        new("cgroup/sendmsg4", ProgramFamily.Cgroup, ProgramType.CgroupSocketAddr, AttachType.CgroupUdp4SendMessage),
        new("cgroup/sendmsg6", ProgramFamily.Cgroup, ProgramType.CgroupSocketAddr, AttachType.CgroupUdp6SendMessage),
        new("cgroup/sendmsg_unix", ProgramFamily.Cgroup, ProgramType.CgroupSocketAddr, AttachType.CgroupUnixSendMessage),
        new("cgroup/recvmsg4", ProgramFamily.Cgroup, ProgramType.CgroupSocketAddr, AttachType.CgroupUdp4ReceiveMessage),
        new("cgroup/recvmsg6", ProgramFamily.Cgroup, ProgramType.CgroupSocketAddr, AttachType.CgroupUdp6ReceiveMessage),
        new("cgroup/recvmsg_unix", ProgramFamily.Cgroup, ProgramType.CgroupSocketAddr, AttachType.CgroupUnixReceiveMessage),
        new("cgroup/getpeername4", ProgramFamily.Cgroup, ProgramType.CgroupSocketAddr, AttachType.CgroupInet4GetPeerName),
        new("cgroup/getpeername6", ProgramFamily.Cgroup, ProgramType.CgroupSocketAddr, AttachType.CgroupInet6GetPeerName),
        new("cgroup/getpeername_unix", ProgramFamily.Cgroup, ProgramType.CgroupSocketAddr, AttachType.CgroupUnixGetPeerName),
        new("cgroup/getsockname4", ProgramFamily.Cgroup, ProgramType.CgroupSocketAddr, AttachType.CgroupInet4GetSocketName),
        new("cgroup/getsockname6", ProgramFamily.Cgroup, ProgramType.CgroupSocketAddr, AttachType.CgroupInet6GetSocketName),
        new("cgroup/getsockname_unix", ProgramFamily.Cgroup, ProgramType.CgroupSocketAddr, AttachType.CgroupUnixGetSocketName),
        new("cgroup/sysctl", ProgramFamily.Cgroup, ProgramType.CgroupSysctl, AttachType.CgroupSysctl),
        new("cgroup/getsockopt", ProgramFamily.Cgroup, ProgramType.CgroupSocketOption, AttachType.CgroupGetSocketOption),
        new("cgroup/setsockopt", ProgramFamily.Cgroup, ProgramType.CgroupSocketOption, AttachType.CgroupSetSocketOption),
        new("cgroup/dev", ProgramFamily.Cgroup, ProgramType.CgroupDevice, AttachType.CgroupDevice) { IsAttachTypeOptional = true },
        new("struct_ops", ProgramFamily.StructOps, ProgramType.StructOps),
        new("struct_ops.s", ProgramFamily.StructOps, ProgramType.StructOps) { Flags = ProgramFlags.Sleepable },
        new("sk_lookup", ProgramFamily.NetworkNamespace, ProgramType.SocketLookup, AttachType.SocketLookup),
        new("netfilter", ProgramFamily.Netfilter, ProgramType.Netfilter, AttachType.Netfilter),
    ];

    /// <summary>All rows, in the order in which they are tried.</summary>
    public static ReadOnlySpan<SectionKind> Rows => s_rows;

    /// <summary>Returns the row for a section, or <see langword="null"/>.</summary>
    /// <param name="section">Section name without a leading '?'.</param>
    /// <param name="dialect">cilium/ebpf allows any text after a slash, even where libbpf requires the bare name.</param>
    public static SectionKind? Find(string section, BpfDialect dialect = BpfDialect.Libbpf)
    {
        foreach (SectionKind row in s_rows)
        {
            if (row.Matches(section))
            {
                return row;
            }
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
            {
                best = row;
            }
        }

        return best;
    }
}
