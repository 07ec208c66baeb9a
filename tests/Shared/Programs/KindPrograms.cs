namespace Bpf.Testing;

/// <summary>A program of each kind, each in an object of its own.</summary>
internal static class KindPrograms
{
    /// <summary>The kinds that libbpf 1.4 does not know: it does not load a program in their sections, but the rest of the object.</summary>
    public static readonly string[] LaterThanLibbpf = ["FentryGlob", "FexitGlob", "Fsession", "FsessionGlob", "KprobeSession", "UprobeSession"];

    /// <summary>The name of the attribute and its hook, with Glob behind it where a glob makes another kind of program, and the program.</summary>
    public static readonly (string Kind, string Program)[] All =
    [
        ("Uprobe", "[Uprobe(\"/bin/true:main\")] public static int Run(UprobeContext context, long a) => (int)a;"),
        ("Uretprobe", "[Uretprobe(\"/bin/true:main\")] public static int Run(UretprobeContext context, long result) => (int)result;"),
        ("UprobeSession", "[UprobeSession(\"/bin/true:main\")] public static SessionAction Run(UprobeSessionContext context) => SessionAction.RunAtReturn;"),
        ("Usdt", "[Usdt(\"/bin/true:provider:name\")] public static int Run(UsdtContext context, long a) => (int)a;"),
        ("Kprobe", "[Kprobe(\"vfs_read\")] public static int Run(KprobeContext context, @file* file) => (int)Core.Read(in file->f_flags);"),
        ("Kretprobe", "[Kretprobe(\"vfs_read\")] public static int Run(KretprobeContext context, long result) => (int)result;"),
        ("KprobeSession", "[KprobeSession(\"vfs_read\")] public static SessionAction Run(KprobeSessionContext context) => SessionAction.RunAtReturn;"),
        ("Ksyscall", "[Ksyscall(\"openat\")] public static int Run(KprobeContext context, int directory, nuint path) => directory;"),
        ("Kretsyscall", "[Kretsyscall(\"openat\")] public static int Run(KretprobeContext context, long result) => (int)result;"),
        ("Tracepoint", "[Tracepoint(\"sched:sched_process_exec\")] public static int Run(in trace_event_raw_sched_process_exec e) => e.pid;"),
        ("SyscallEnter", "[SyscallEnter(\"openat\")] public static int Run(TracepointContext context, int directory) => directory;"),
        ("SyscallExit", "[SyscallExit(\"openat\")] public static int Run(TracepointContext context, nint result) => (int)result;"),
        ("RawTracepoint", "[RawTracepoint(\"task_rename\")] public static int Run(RawTracepointContext context, task_struct* task) => Core.Read(in task->pid);"),
        ("WritableRawTracepoint", "[WritableRawTracepoint(\"bpf_test_finish\")] public static int Run(RawTracepointContext context, int* error) => *error;"),
        ("BtfTracepoint", "[BtfTracepoint(\"task_rename\")] public static int Run(BtfTracepointContext context, task_struct* task) => task->pid;"),
        ("Fentry", "[Fentry(\"vfs_read\")] public static int Run(FentryContext context, @file* file) => (int)file->f_flags & 0;"),
        ("FentryGlob", "[Fentry(\"vfs_rea*\")] public static int Run(FentryContext context) => (int)context.Argument(0) & 0;"),
        ("Fexit", "[Fexit(\"vfs_read\")] public static int Run(FexitContext context) => (int)context.ReturnValue & 0;"),
        ("FexitGlob", "[Fexit(\"vfs_rea*\")] public static int Run(FexitContext context) => (int)context.ReturnValue & 0;"),
        ("Fsession", "[Fsession(\"vfs_read\")] public static int Run(FsessionContext context) => context.IsReturn ? 0 : 0;"),
        ("FsessionGlob", "[Fsession(\"vfs_rea*\")] public static int Run(FsessionContext context) => context.IsReturn ? 0 : 0;"),
        ("FmodRet", "[FmodRet(\"security_inode_unlink\")] public static int Run(FmodRetContext context, inode* directory) => directory->i_ino == 1 ? -1 : 0;"),
        ("Lsm", "[Lsm(\"inode_unlink\")] public static int Run(LsmContext context, inode* directory) => directory->i_ino == 1 ? -1 : 0;"),
        ("LsmCgroup", "[LsmCgroup(\"socket_bind\")] public static bool Run(LsmContext context, socket* socket) => socket->type != 1;"),
        ("Freplace", "[Freplace(\"Run\")] public static XdpAction Run(XdpContext context) => context.IngressInterface == 1 ? XdpAction.Drop : XdpAction.Pass;"),
        ("Iterator", "[Iterator(\"task\")] public static void Run(IteratorContext context, task_struct* task) { if (task != null) context.Output.Write(task->pid); }"),
        ("PerfEvent", "[PerfEvent(SoftwareEvent.CpuClock, Frequency = 99)] public static int Run(PerfEventContext context) => (int)context.SamplePeriod;"),
        ("StructOpsMember", "[StructOps(\"tcp_congestion_ops\")] public static class Table { static uint Ssthresh(sock* socket) => 2; static uint UndoCwnd(sock* socket) => 2; "
            + "static void CongAvoid(sock* socket, uint ack, uint acked) => ((tcp_sock*)socket)->snd_cwnd = acked; }"),
        ("SyscallProgram", "[SyscallProgram] public static int Run(ref int context) => context;"),
        ("SocketFilter", "[SocketFilter] public static int Run(SocketFilterContext context) => (int)context.Length;"),
        ("SkReuseport", "[SkReuseport] public static bool Run(SkReuseportContext context) => context.Length > 3;"),
        ("Netfilter", "[Netfilter(Hook = NetfilterHook.LocalIn, Priority = -5)] public static NetfilterVerdict Run(NetfilterContext context, nf_hook_state* state, sk_buff* packet) => state->hook == 1 && packet->len > 3 && context.TryGetPacket(out BpfDynptr bytes) && bytes.TryRead(9, out byte protocol) && protocol == 1 ? NetfilterVerdict.Drop : NetfilterVerdict.Accept;"),
        ("NetkitPrimary", "[Netkit(NetkitEndpoint.Primary)] public static TrafficControlAction Run(TrafficControlContext context) => TrafficControlAction.Next;"),
        ("NetkitPeer", "[Netkit(NetkitEndpoint.Peer)] public static TrafficControlAction Run(TrafficControlContext context) => TrafficControlAction.Drop;"),
        ("FlowDissector", "[FlowDissector] public static FlowDissectorAction Run(FlowDissectorContext context) { context.Keys.Value.SourcePort = context.Keys.Value.NetworkOffset; return FlowDissectorAction.Ok; }"),
        ("LwtInput", "[Lwt(LwtHook.Input)] public static LwtAction Run(LwtContext context) => context.TryRead(9, out byte protocol) && protocol == 17 ? LwtAction.Drop : LwtAction.Ok;"),
        ("LwtOutput", "[Lwt(LwtHook.Output)] public static LwtAction Run(LwtContext context) { context.Mark = context.Interface; return LwtAction.Ok; }"),
        ("LwtTransmit", "[Lwt(LwtHook.Transmit)] public static LwtAction Run(LwtContext context) { if (context.TryGetRef(8, out BpfRef<byte> hops)) hops.Value = 9; return LwtAction.Ok; }"),
        ("LwtSeg6Local", "[Lwt(LwtHook.Seg6Local)] public static LwtAction Run(LwtContext context) => context.Length > 100 ? LwtAction.Drop : LwtAction.Ok;"),
        ("SkLookup", "[SkLookup] public static SkAction Run(SkLookupContext context) => context.LocalPort == context.RemotePort || context.LocalAddress6.High == context.RemoteAddress4 ? SkAction.Drop : SkAction.Pass;"),
        ("SkMsg", "[SkMsg] public static SkAction Run(SkMsgContext context) => context.Length == context.RemotePort || context.LocalAddress6.High == context.RemoteAddress4 ? SkAction.Drop : SkAction.Pass;"),
        ("SkSkbStreamParser", "[SkSkb(SkSkbHook.StreamParser)] public static int Run(SkSkbContext context) => (int)context.Length;"),
        ("SkSkbStreamVerdict", "[SkSkb(SkSkbHook.StreamVerdict)] public static SkAction Run(SkSkbContext context) => context.TryGetRef(0, out BpfRef<byte> first) && first.Value == context.RemotePort ? SkAction.Drop : SkAction.Pass;"),
        ("SkSkbVerdict", "[SkSkb(SkSkbHook.Verdict)] public static SkAction Run(SkSkbContext context) => context.RemoteAddress6.Low == context.LocalAddress4 ? SkAction.Drop : SkAction.Pass;"),
        ("Xdp", "[Xdp] public static XdpAction Run(XdpContext context) => XdpAction.Pass;"),
        ("XdpDevmap", "[XdpDevmap] public static XdpAction Run(XdpDevmapContext context) => context.EgressInterface == context.IngressInterface ? XdpAction.Drop : XdpAction.Pass;"),
        ("XdpCpumap", "[XdpCpumap] public static XdpAction Run(XdpCpumapContext context) => context.IngressInterface == 1 ? XdpAction.Drop : XdpAction.Pass;"),
        ("TrafficControl", "[TrafficControl] public static TrafficControlAction Run(TrafficControlContext context) => TrafficControlAction.Pass;"),
        ("TcxIngress", "[TcxIngress] public static TrafficControlAction Run(TrafficControlContext context) => TrafficControlAction.Pass;"),
        ("TcxEgress", "[TcxEgress] public static TrafficControlAction Run(TrafficControlContext context) => TrafficControlAction.Pass;"),
        ("CgroupSkbIngress", "[CgroupSkbIngress] public static bool Run(CgroupSkbContext context) => context.Length > 3;"),
        ("CgroupSkbEgress", "[CgroupSkbEgress] public static bool Run(CgroupSkbContext context) => context.Length > 3;"),
        ("CgroupSocketCreate", "[CgroupSocket(CgroupSocketHook.Create)] public static bool Run(CgroupSocketContext context) { context.Mark = 1; return context.Family == SocketFamily.InterNetwork; }"),
        ("CgroupSocketRelease", "[CgroupSocket(CgroupSocketHook.Release)] public static bool Run(CgroupSocketContext context) => context.RemotePort != context.RemoteAddress6.Low;"),
        ("CgroupSocketPostBind4", "[CgroupSocket(CgroupSocketHook.PostBind4)] public static bool Run(CgroupSocketContext context) => context.LocalAddress4.Value != context.LocalPort;"),
        ("CgroupSocketPostBind6", "[CgroupSocket(CgroupSocketHook.PostBind6)] public static bool Run(CgroupSocketContext context) => context.LocalAddress6.High != context.LocalPort;"),
        ("CgroupSocketAddressBind4", "[CgroupSocketAddress(CgroupSocketAddressHook.Bind4)] public static int Run(CgroupSocketAddressContext context) { context.Address4 = new Ipv4Address(context.Address4.NetworkValue + 1); context.Port++; return context.Port < 1024 ? 3 : 1; }"),
        ("CgroupSocketAddressConnect4", "[CgroupSocketAddress(CgroupSocketAddressHook.Connect4)] public static bool Run(CgroupSocketAddressContext context) { context.Address4 = new Ipv4Address(context.Address4.NetworkValue + 1); context.PortOnWire++; return context.BindLocal4(new Ipv4Address(127, 0, 0, 1), 0) == 0; }"),
        ("CgroupSocketAddressSendMessage4", "[CgroupSocketAddress(CgroupSocketAddressHook.SendMessage4)] public static bool Run(CgroupSocketAddressContext context) { context.Address4 = new Ipv4Address(context.Address4.NetworkValue + 1); context.SourceAddress4 = new Ipv4Address(context.SourceAddress4.NetworkValue + 1); return context.Family == context.AddressFamily; }"),
        ("CgroupSocketAddressReceiveMessage4", "[CgroupSocketAddress(CgroupSocketAddressHook.ReceiveMessage4)] public static void Run(CgroupSocketAddressContext context) { context.Address4 = new Ipv4Address(context.Address4.NetworkValue + 1); context.Port = 53; }"),
        ("CgroupSocketAddressGetPeerName4", "[CgroupSocketAddress(CgroupSocketAddressHook.GetPeerName4)] public static void Run(CgroupSocketAddressContext context) { context.Address4 = new Ipv4Address(context.Address4.NetworkValue + 1); context.Port = 53; }"),
        ("CgroupSocketAddressGetSocketName4", "[CgroupSocketAddress(CgroupSocketAddressHook.GetSocketName4)] public static void Run(CgroupSocketAddressContext context) { context.Address4 = new Ipv4Address(context.Address4.NetworkValue + 1); context.Port = 53; }"),
        ("CgroupSocketAddressBind6", "[CgroupSocketAddress(CgroupSocketAddressHook.Bind6)] public static int Run(CgroupSocketAddressContext context) { context.Address6 = new Ipv6Address(context.Address6.Low, context.Address6.High); context.Port++; return context.Port < 1024 ? 3 : 1; }"),
        ("CgroupSocketAddressConnect6", "[CgroupSocketAddress(CgroupSocketAddressHook.Connect6)] public static bool Run(CgroupSocketAddressContext context) { context.Address6 = new Ipv6Address(context.Address6.Low, context.Address6.High); context.PortOnWire++; return context.BindLocal6(new Ipv6Address(0, 1), 0) == 0; }"),
        ("CgroupSocketAddressSendMessage6", "[CgroupSocketAddress(CgroupSocketAddressHook.SendMessage6)] public static bool Run(CgroupSocketAddressContext context) { context.Address6 = new Ipv6Address(context.Address6.Low, context.Address6.High); context.SourceAddress6 = context.Address6; return context.Family == context.AddressFamily; }"),
        ("CgroupSocketAddressReceiveMessage6", "[CgroupSocketAddress(CgroupSocketAddressHook.ReceiveMessage6)] public static void Run(CgroupSocketAddressContext context) { context.Address6 = new Ipv6Address(context.Address6.Low, context.Address6.High); context.Port = 53; }"),
        ("CgroupSocketAddressGetPeerName6", "[CgroupSocketAddress(CgroupSocketAddressHook.GetPeerName6)] public static void Run(CgroupSocketAddressContext context) { context.Address6 = new Ipv6Address(context.Address6.Low, context.Address6.High); context.Port = 53; }"),
        ("CgroupSocketAddressGetSocketName6", "[CgroupSocketAddress(CgroupSocketAddressHook.GetSocketName6)] public static void Run(CgroupSocketAddressContext context) { context.Address6 = new Ipv6Address(context.Address6.Low, context.Address6.High); context.Port = 53; }"),
        ("CgroupSocketAddressConnectUnix", "[CgroupSocketAddress(CgroupSocketAddressHook.ConnectUnix)] public static bool Run(CgroupSocketAddressContext context) { System.Span<byte> path = stackalloc byte[16]; return context.ReadUnixPath(path) > 2 && context.SetUnixPath(\"/x\"u8) == 0; }"),
        ("CgroupSocketAddressSendMessageUnix", "[CgroupSocketAddress(CgroupSocketAddressHook.SendMessageUnix)] public static bool Run(CgroupSocketAddressContext context) => context.Family == SocketFamily.Unix && BpfHelpers.SetRetval(-13) == 0;"),
        ("CgroupSocketAddressReceiveMessageUnix", "[CgroupSocketAddress(CgroupSocketAddressHook.ReceiveMessageUnix)] public static int Run(CgroupSocketAddressContext context) => context.Type == System.Net.Sockets.SocketType.Stream ? 1 : 1;"),
        ("CgroupSocketAddressGetPeerNameUnix", "[CgroupSocketAddress(CgroupSocketAddressHook.GetPeerNameUnix)] public static int Run(CgroupSocketAddressContext context) => context.Type == System.Net.Sockets.SocketType.Stream ? 1 : 1;"),
        ("CgroupSocketAddressGetSocketNameUnix", "[CgroupSocketAddress(CgroupSocketAddressHook.GetSocketNameUnix)] public static int Run(CgroupSocketAddressContext context) => context.Type == System.Net.Sockets.SocketType.Stream ? 1 : 1;"),
        ("CgroupSocketOptionGet", "[CgroupSocketOption(CgroupSocketOptionHook.Get)] public static bool Run(CgroupSocketOptionContext context) { if (context.ReturnValue == -92) context.ReturnValue = 0; if (context.TryGetValue(out BpfRef<int> value)) value.Value++; return context.Level + context.Name != context.Length; }"),
        ("CgroupSocketOptionSet", "[CgroupSocketOption(CgroupSocketOptionHook.Set)] public static bool Run(CgroupSocketOptionContext context) { context.Level++; context.Name++; context.Length = -1; return context.TryGetValue(out BpfRef<int> value) && value.Value > 0; }"),
        ("CgroupSysctl", "[CgroupSysctl] public static bool Run(CgroupSysctlContext context) { System.Span<byte> text = stackalloc byte[32]; context.Position = context.Position + 1; return context.ReadPath(text) + context.ReadName(text) + context.ReadCurrentValue(text) + context.ReadNewValue(text) > 0 && context.WriteNewValue(\"1\"u8) == 0 && context.IsWrite; }"),
        ("CgroupDevice", "[CgroupDevice] public static bool Run(CgroupDeviceContext context) => context.Type == CgroupDeviceType.Block || (context.Access & CgroupDeviceAccess.Write) == 0 && context.Major != context.Minor;"),
        ("SockOps", "[SockOps] public static void Run(SockOpsContext context) { ulong sum = context.CongestionWindow + context.SmoothedRoundTrip + context.MinimumRoundTrip + context.SlowStartThreshold + context.ReceiveNext + context.SendNext + context.SendUnacknowledged + context.SegmentSize + context.EcnFlags + context.RateDelivered + context.RateInterval + context.PacketsInFlight + context.Retransmitted + context.TotalRetransmitted + context.SegmentsReceived + context.DataSegmentsReceived + context.SegmentsSent + context.DataSegmentsSent + context.Lost + context.SelectivelyAcknowledged + context.TransmitHash + context.PacketLength + context.BytesReceived + context.BytesAcknowledged + context.LocalAddress4.Value + context.RemoteAddress4.Value + context.LocalPort + context.RemotePort + context.RemotePortOnWire + context.LocalAddress6.High + context.RemoteAddress6.Low + context.Argument(3); context.Reply = (int)sum; context.TransmitHash = 1; System.Span<byte> option = stackalloc byte[4]; if (context.IsFullSocket && context.State == context.NewState && context.OldState != 0 && context.Family != 0 && context.Callbacks == 0) { context.SetCallbacks(SockOpsCallbacks.StateChange); context.LoadHeaderOption(option); context.StoreHeaderOption(option); context.ReserveHeaderOption(4); } }"),
    ];

    /// <summary>The kind whose program the one of Freplace replaces.</summary>
    public const string Replaced = "Xdp";

    /// <summary>A source file with a class for each kind.</summary>
    public static string Source => "using Bpf.Vmlinux;\n" + string.Concat(All.Select(
        item => $"[BpfObject(License = \"GPL\")] public static unsafe class {item.Kind} {{ {item.Program} }}\n"));
}
