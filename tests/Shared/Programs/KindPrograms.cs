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
        ("Iterator", "[Iterator(\"task\")] public static void Run(IteratorContext context, task_struct* task) { if (task != null) context.Output.Write(task->pid); }"),
        ("PerfEvent", "[PerfEvent(SoftwareEvent.CpuClock, Frequency = 99)] public static int Run(PerfEventContext context) => (int)context.SamplePeriod;"),
        ("StructOpsMember", "[StructOps(\"tcp_congestion_ops\")] public static class Table { static uint Ssthresh(sock* socket) => 2; static uint UndoCwnd(sock* socket) => 2; "
            + "static void CongAvoid(sock* socket, uint ack, uint acked) => ((tcp_sock*)socket)->snd_cwnd = acked; }"),
        ("SyscallProgram", "[SyscallProgram] public static int Run(ref int context) => context;"),
        ("SocketFilter", "[SocketFilter] public static int Run(SocketFilterContext context) => (int)context.Length;"),
        ("SkReuseport", "[SkReuseport] public static bool Run(SkReuseportContext context) => context.Length > 3;"),
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
        ("CgroupSocketPostBind4", "[CgroupSocket(CgroupSocketHook.PostBind4)] public static bool Run(CgroupSocketContext context) => context.LocalAddress4 != context.LocalPort;"),
        ("CgroupSocketPostBind6", "[CgroupSocket(CgroupSocketHook.PostBind6)] public static bool Run(CgroupSocketContext context) => context.LocalAddress6.High != context.LocalPort;"),
    ];

    /// <summary>A source file with a class for each kind.</summary>
    public static string Source => "using Bpf.Vmlinux;\n" + string.Concat(All.Select(
        item => $"[BpfObject(License = \"GPL\")] public static unsafe class {item.Kind} {{ {item.Program} }}\n"));
}
