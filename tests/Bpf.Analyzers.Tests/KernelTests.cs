using static Bpf.Analyzers.Tests.Verify;

namespace Bpf.Analyzers.Tests;

/// <summary>Rules about helpers, kernel structs and where BPF code may be used.</summary>
public sealed class KernelTests
{
    [Theory]
    [InlineData("", true)]
    [InlineData("(License = \"MIT\")", true)]
    [InlineData("(License = \"GPL\")", false)]
    [InlineData("(License = \"Dual MIT/GPL\")", false)]
    public Task BPF0017(string license, bool isError) => Source(
        $$"""
        using Bpf;
        [BpfObject{{license}}] static unsafe class Probe
        {
            [Uprobe("libc:malloc")] static int OnMalloc() => Print();
            static int Print() => (int){|#0:BpfHelpers.TracePrintk(null, 0, 1)|};
        }
        """,
        isError
            ? [Error("BPF0017", "The kernel lets only GPL-compatible programs call 'bpf_trace_printk'; write [BpfObject(License = \"GPL\")] or another GPL-compatible license (called from BPF program 'OnMalloc': OnMalloc → Print)")]
            : []);

    [Theory]
    [InlineData("5.10", true)]
    [InlineData("6.1", false)]
    public Task BPF0018(string minimum, bool isWarning) => WithProperty(
        "BpfMinKernel",
        minimum,
        """
        using Bpf;
        [BpfObject(License = "GPL")] static unsafe class Probe
        {
            [Uprobe("libc:malloc")] static int OnMalloc() => (int){|#0:BpfHelpers.GetAttachCookie(null)|};
        }
        """,
        isWarning ? [Warning("BPF0018", "'bpf_get_attach_cookie' requires Linux 5.15 or later; BpfMinKernel is 5.10")] : []);

    [Theory]
    [InlineData("6.9", "[KprobeSession(\"vfs_read\")] static int P() => 0;", "kprobe sessions", "6.10")]
    [InlineData("6.19", "[Fsession(\"vfs_read\")] static void P() { }", "sessions of traced functions", "7.0")]
    [InlineData("5.1", "[WritableRawTracepoint(\"bpf_test_finish\")] static void P() { }", "writable raw tracepoint programs", "5.2")]
    [InlineData("6.12", "[UprobeSession(\"libc:read\")] static int P() => 0;", "uprobe sessions", "6.13")]
    [InlineData("5.15", "[Uprobe(\"libc:read\", Sleepable = true)] static int P() => 0;", "sleepable uprobes", "6.0")]
    [InlineData("5.10", "[Uretprobe(\"libc:read\", Cookie = 3)] static int P() => 0;", "cookies of probes", "5.15")]
    [InlineData("5.4", "[Iterator(\"task\")] static void P() { }", "iterators", "5.8")]
    [InlineData("5.5", "[FmodRet(\"f\")] static int P() => 0;", "programs that modify a function's result", "5.7")]
    [InlineData("5.15", "[LsmCgroup(\"socket_bind\")] static bool P() => true;", "security hooks of cgroups", "6.0")]
    [InlineData("5.10", "[SyscallProgram] static int P() => 0;", "syscall programs", "5.14")]
    [InlineData("6.1", "[Netkit(NetkitEndpoint.Peer)] static int P() => 0;", "netkit devices, to attach", "6.7")]
    [InlineData("5.4", "[XdpCpumap] static int P() => 0;", "XDP programs of CPU maps", "5.9")]
    [InlineData("5.8", "[CgroupSocket(CgroupSocketHook.Release)] static bool P() => true;", "programs for sockets being released", "5.9")]
    [InlineData("6.6", "[CgroupSocketAddress(CgroupSocketAddressHook.GetPeerNameUnix)] static void P() { }", "Unix sockets in cgroup programs", "6.7")]
    [InlineData("5.4", "[BpfMap(ByteSize = 4096)] static readonly BpfRingBuffer<int> M = new(); [SocketFilter] static int Q(SocketFilterContext c) => 0;", "ring buffers", "5.8")]
    [InlineData("5.4", "[BpfMap(MaxEntries = 1, Flags = MapFlags.MemoryMappable)] static readonly BpfArray<int> M = new(); [SocketFilter] static int Q(SocketFilterContext c) => 0;", "memory-mapped arrays", "5.5")]
    [InlineData("6.0", "[BpfMap] static readonly BpfCgroupStorage<int> M = new(); [SocketFilter] static int Q(SocketFilterContext c) => 0;", "cgroup storage", "6.2")]
    [InlineData("5.10", "struct V { public BpfTimer T; } [BpfMap(MaxEntries = 1)] static readonly BpfArray<V> M = new(); [SocketFilter] static int Q(SocketFilterContext c) => 0;", "timers in map values", "5.15")]
    [InlineData("6.9", "struct V { public BpfWorkQueue Q; } [BpfMap(MaxEntries = 1)] static readonly BpfArray<V> M = new(); [SocketFilter] static int Q(SocketFilterContext c) => 0;", "work queues in map values", "6.10")]
    [InlineData("6.11", "[StructOps(\"sched_ext_ops\")] static class S { static int Init() => 0; }", "schedulers", "6.12")]
    [InlineData("6.11", "[BpfKfunc(\"scx_bpf_task_cpu\")] static int F(int x) => x; [StructOps(\"sched_ext_ops\", AutoLoad = false)] static class S { static int Init() => 0; } [SyscallProgram] static int Q() => {|#0:F(1)|};", "scx_bpf_task_cpu", "6.12")]
    [InlineData("6.12", "[StructOps(\"tcp_congestion_ops\")] static class S { static void {|#0:CwndEventTxStart|}() { } static void Init() { } const uint Flags = 0; }", "cwnd_event_tx_start of struct tcp_congestion_ops", "7.3")]
    [InlineData("5.4", "[BpfGlobalFunc] static int F(int x) => x; [SocketFilter] static int Q(SocketFilterContext c) => F(1);", "functions that are verified separately", "5.6")]
    [InlineData("6.1", "[BpfKfunc(\"bpf_iter_num_new\")] static int F(int x) => x; [SocketFilter] static int Q(SocketFilterContext c) => {|#0:F(1)|};", "bpf_iter_num_new", "6.4")]
    [InlineData("6.1", "[SocketFilter] static int Q(SocketFilterContext c) { foreach (int i in {|#0:KernelIterators.Range(0, 9)|}) { if (i > 3) return 1; } return 0; }", "bpf_iter_num_new", "6.4")]
    [InlineData("6.6", "[KernelStruct(\"task_struct\")] struct T { public int Pid; } [SocketFilter] static int Q(SocketFilterContext c) { foreach (T* t in {|#0:KernelIterators.Tasks<T>()|}) return t->Pid; return 0; }", "bpf_iter_task_new", "6.7")]
    [InlineData("6.12", "[SyscallProgram] static int Q() { using (KernelScope.Rcu()) { } using ({|#0:KernelScope.NoInterrupts()|}) return 1; }", "bpf_local_irq_save", "6.14")]
    [InlineData("6.1", "[Uprobe(\"libc:read\")] static int P(UprobeContext c) => (int){|#0:c.FunctionAddress|};", "bpf_get_func_ip in uprobes", "6.6")]
    public async Task BPF0018Features(string minimum, string members, string feature, string since)
    {
        // Attributes are marked here, so that the rows stay readable.
        string marked = members.Contains("{|#0:", StringComparison.Ordinal) ? members
            : string.Join("", members.Split('[', 2)[0], "[{|#0:", members.Split('[', 2)[1].Split("]", 2)[0], "|}]", members.Split("]", 2)[1]);
        string source = $"using Bpf; [BpfObject(License = \"GPL\")] static unsafe class Probe {{ {marked} }}";
        await WithProperty("BpfMinKernel", minimum, source, Warning("BPF0018", $"'{feature}' requires Linux {since} or later; BpfMinKernel is {minimum}"));
        await WithProperty("BpfMinKernel", since, source.Replace("{|#0:", "", StringComparison.Ordinal).Replace("|}", "", StringComparison.Ordinal));
    }

    [Fact]
    public Task BPF0018LeavesProgramsForNewerKernelsAlone() => WithProperty(
        "BpfMinKernel",
        "5.10",
        """
        using Bpf;
        [BpfObject(License = "GPL")] static unsafe class Probe
        {
            [Uprobe("libc:malloc"), Uprobe("libc:calloc")] static int Upgraded() => 0;
            [Fentry("vfs_read", Sleepable = true)] static void Sleeping() { }
            [UprobeSession("libc:malloc", AutoLoad = false)] static int Session(UprobeSessionContext context) => context.IsReturn ? 0 : (int)BpfHelpers.GetAttachCookie(context.Pointer);
            [BpfKfunc("bpf_iter_num_new", Optional = true)] static int New(int x) => x;
            [Uretprobe("libc:malloc")] static int Old() => New(4);
        }
        """);

    [Fact]
    public Task WorkQueuesMaySleep() => Source(
        """
        using Bpf;
        [BpfObject(License = "GPL")] static unsafe class Probe
        {
            struct Job { public BpfWorkQueue Queue; }
            [BpfMap(MaxEntries = 1)] static readonly BpfArray<Job> Jobs = new();
            [BpfKfunc("bpf_copy_from_user_str")] static int Copy(void* to, uint size, void* from, ulong flags) => throw new BpfOnlyException();
            [BpfKfunc("bpf_crypto_ctx_create")] static void* Create(void* parameters, uint size, int* error) => throw new BpfOnlyException();
            [Uprobe] static int Call(UprobeContext context) => Start();
            [Xdp] static XdpAction Packet(XdpContext context) => Start() == 0 ? XdpAction.Pass : XdpAction.Drop;
            static int Start()
            {
                if (!Jobs.TryGetRef(0, out BpfRef<Job> job)) return 1;
                job.Value.Queue.Initialize(Jobs);
                job.Value.Queue.SetCallback(Jobs, static (BpfKeyedMap<uint, Job> map, ref uint key, ref Job value) => { long x = 0; Copy(&x, 8, null, 0); {|#0:Create(null, 0, null)|}; });
                job.Value.Queue.SetCallback(Jobs, Work);
                return job.Value.Queue.Start();
            }
            static void Work(BpfKeyedMap<uint, Job> map, ref uint key, ref Job value) => Read();
            static int Read() { long x = 0; return Copy(&x, 8, null, 0); }
        }
        """,
        Error("BPF0019", "'bpf_crypto_ctx_create' is not allowed in programs of type kprobe (called from BPF program 'Call': Call → Start)"),
        Error("BPF0431", "What 'Create' acquires is not released on every path: call 'bpf_crypto_ctx_release'; the verifier refuses the program"
            + " (called from BPF program 'Call': Call → Start)"));

    [Fact]
    public Task BPF0019OfMethodsThatStandForHelpers() => Source(
        """
        using Bpf;
        [BpfObject(License = "MIT")] static unsafe class Probe
        {
            struct Entry { public BpfTimer Timer; public ulong Count; }
            [BpfMap(MaxEntries = 1)] static readonly BpfArray<Entry> Entries = new();
            [Uprobe] static int Call(UprobeContext context)
            {
                if (Entries.TryGetRef(0, out BpfRef<Entry> entry)) return (int){|#0:entry.Value.Timer.Initialize(Entries)|};
                return {|#1:BpfHelpers.TryReadUser(1UL, out int value)|} ? value : 0;
            }
            [TcxIngress] static int Packet(TrafficControlContext context) => Outer(context.Pointer) == 0 ? -1 : 2;
            [Xdp] static XdpAction Frame(XdpContext context) => Outer(context.Pointer) == 0 ? XdpAction.Pass : XdpAction.Drop;
            static uint Outer(void* context) => Inner(context);
            static uint Inner(void* context) => {|#2:BpfHelpers.GetHashRecalc(context)|};
        }
        """,
        Error("BPF0017", "The kernel lets only GPL-compatible programs call 'bpf_timer_init'; write [BpfObject(License = \"GPL\")] or another GPL-compatible license"),
        Error("BPF0019", "'bpf_timer_init' is not allowed in programs of type kprobe"),
        Error("BPF0017", "The kernel lets only GPL-compatible programs call 'bpf_probe_read_user'; write [BpfObject(License = \"GPL\")] or another GPL-compatible license", 1),
        Error("BPF0019", "'bpf_get_hash_recalc' is not allowed in programs of type xdp (called from BPF program 'Frame': Frame → Outer → Inner)", 2));

    [Fact]
    public Task BPF0440() => Source(
        """
        using Bpf;
        [BpfObject(License = "GPL")] static unsafe class Probe
        {
            [BpfKfunc("new_function", Optional = true)] static int New(int* value) => throw new BpfOnlyException();
            [BpfKfunc("old_function")] static int Old(int* value) => throw new BpfOnlyException();
            static int Own(int* value) => 0;
            [Xdp] static int Packet(XdpContext context)
                => Core.FunctionExists(New) ? 1 : Core.FunctionExists({|#0:Old|}) ? 2 : Core.FunctionExists({|#1:Own|}) ? 3 : 4;
        }
        """,
        Error("BPF0440", "Core.FunctionExists must be given a method with [BpfKfunc(…, Optional = true)], by its name"),
        Error("BPF0440", "Core.FunctionExists must be given a method with [BpfKfunc(…, Optional = true)], by its name", 1));

    [Fact]
    public Task BPF0019OfKernelFunctions() => Source(
        """
        using Bpf;
        [BpfObject(License = "GPL")] static unsafe class Probe
        {
            [BpfKfunc("bpf_cpumask_create")] static void* Create() => throw new BpfOnlyException();
            [BpfKfunc("bpf_cpumask_release")] static void Release(void* mask) => throw new BpfOnlyException();
            [BpfKfunc("bpf_copy_from_user_str")] static int Copy(void* to, uint size, void* from, ulong flags) => throw new BpfOnlyException();
            [BpfKfunc("of_a_module")] static int Unknown() => throw new BpfOnlyException();
            [Xdp] static XdpAction Packet(XdpContext context) { void* mask = {|#0:Create()|}; if (mask == null) return XdpAction.Drop; {|#4:Release(mask)|}; return Unknown() == 0 ? XdpAction.Pass : XdpAction.Drop; }
            public struct Item { public long Key; }
            [Uprobe] static int Objects(UprobeContext context) { if ({|#5:BpfOwned.TryNew(out BpfOwned<Item> item)|}) {|#6:item.Release()|}; return 0; }
            [Xdp] static XdpAction ObjectsOfPacket(XdpContext context) { if (BpfOwned.TryNew(out BpfOwned<Item> item)) item.Release(); return XdpAction.Pass; }
            [Uprobe] static int Call(UprobeContext context) { long x = 0; return {|#1:Copy(&x, 8, null, 0)|}; }
            [Uprobe(Sleepable = true)] static int SlowCall(UprobeContext context) { long x = 0; return Copy(&x, 8, null, 0); }
            [BtfTracepoint("sched_switch")] static void Mask(BtfTracepointContext context) { void* mask = Create(); if (mask != null) Release(mask); }
            [KernelStruct("kmem_cache")] struct Cache { public uint ObjectSize; }
            [Uprobe] static int Caches(UprobeContext context) { foreach (Cache* cache in {|#2:KernelIterators.SlabCaches<Cache>()|}) return 1; return 0; }
            [Uprobe(Sleepable = true)] static int SlowCaches(UprobeContext context) { foreach (Cache* cache in KernelIterators.SlabCaches<Cache>()) return 1; return 0; }
            [Xdp] static XdpAction CachesOfPacket(XdpContext context) { foreach (Cache* cache in {|#3:KernelIterators.SlabCaches<Cache>()|}) return XdpAction.Drop; return XdpAction.Pass; }
        }
        """,
        Error("BPF0019", "'bpf_cpumask_create' is not allowed in programs of type xdp"),
        Error("BPF0426", "'bpf_copy_from_user_str' may sleep, so 'Call' cannot call it; write Sleepable = true in the program's attribute, if the kind of program has it", 1),
        Error("BPF0426", "'bpf_iter_kmem_cache_new' may sleep, so 'Caches' cannot call it; write Sleepable = true in the program's attribute, if the kind of program has it", 2),
        Error("BPF0019", "'bpf_iter_kmem_cache_new' is not allowed in programs of type xdp", 3),
        Error("BPF0019", "'bpf_cpumask_release' is not allowed in programs of type xdp", 4),
        Error("BPF0019", "'bpf_obj_new_impl' is not allowed in programs of type kprobe", 5),
        Error("BPF0019", "'bpf_obj_drop_impl' is not allowed in programs of type kprobe", 6));

    [Fact]
    public Task BPF0019() => Source(
        """
        using Bpf;
        [BpfObject(License = "GPL")] static unsafe class Probe
        {
            [Xdp] static XdpAction Packet(XdpContext context) { {|#0:BpfHelpers.GetAttachCookie(null)|}; return XdpAction.Pass; }
        }
        """,
        Error("BPF0019", "'bpf_get_attach_cookie' is not allowed in programs of type xdp"));

    [Theory]
    [InlineData("TrafficControl", "sched_cls")]
    [InlineData("TcxIngress", "sched_cls")]
    [InlineData("TcxEgress", "sched_cls")]
    public Task BPF0019InTrafficControl(string kind, string type) => Source(
        $$"""
        using Bpf;
        [BpfObject(License = "GPL")] static unsafe class Packets
        {
            [{{kind}}] static TrafficControlAction Away(TrafficControlContext context) => (TrafficControlAction)BpfHelpers.Redirect(context.Interface, 0);
            [{{kind}}] static int Cookie(TrafficControlContext context) => (int){|#0:BpfHelpers.GetAttachCookie(context.Pointer)|};
            [{{kind}}] static int Other(XdpContext {|BPF0011:context|}) => 0;
        }
        """,
        Error("BPF0019", $"'bpf_get_attach_cookie' is not allowed in programs of type {type}"));

    [Theory]
    [InlineData("CgroupSkbIngress")]
    [InlineData("CgroupSkbEgress")]
    public Task BPF0019AtACgroup(string kind) => Source(
        $$"""
        using Bpf;
        [BpfObject(License = "GPL")] static unsafe class Packets
        {
            [{{kind}}] static bool Known(CgroupSkbContext context) => BpfHelpers.SkbCgroupId(context.Pointer) != 0;
            [{{kind}}] static bool Away(CgroupSkbContext context) => {|#0:BpfHelpers.Redirect(context.Interface, 0)|} != 0;
        }
        """,
        Error("BPF0019", "'bpf_redirect' is not allowed in programs of type cgroup_skb"));

    [Fact]
    public Task BPF0019DependsOnTheHook() => Source(
        """
        using Bpf;
        [BpfObject(License = "GPL")] static unsafe class Sockets
        {
            [CgroupSocketAddress(CgroupSocketAddressHook.Connect4)] static bool A(CgroupSocketAddressContext context)
                => BpfHelpers.Bind(context.Pointer, null, 0) == 0 && BpfHelpers.SetRetval(-13) == 0 && BpfHelpers.Setsockopt(context.Pointer, 1, 2, null, 0) == 0;
            [CgroupSocketAddress(CgroupSocketAddressHook.Bind4)] static bool B(CgroupSocketAddressContext context)
                => {|BPF0019:BpfHelpers.Bind(context.Pointer, null, 0)|} == 0 && BpfHelpers.SetRetval(-13) == 0;
            [CgroupSocketAddress(CgroupSocketAddressHook.GetPeerName4)] static void C(CgroupSocketAddressContext context)
                => {|BPF0019:BpfHelpers.SetRetval(-13)|};
            [CgroupSocketOption(CgroupSocketOptionHook.Set)] static bool D(CgroupSocketOptionContext context)
                => BpfHelpers.Setsockopt(context.Socket, 1, 2, null, 0) == 0;
            [CgroupSocketOption(CgroupSocketOptionHook.Get)] static bool E(CgroupSocketOptionContext context)
                => {|BPF0019:BpfHelpers.Setsockopt(context.Socket, 1, 2, null, 0)|} == 0;
        }
        """);

    [Fact]
    public Task BPF0430() => Source(
        """
        using Bpf;
        [BpfObject(License = "GPL")] static class Sockets
        {
            [CgroupSocketAddress(CgroupSocketAddressHook.Connect6)] static bool A(CgroupSocketAddressContext context) => {|#0:context.Address4|}.Value == 1;
            [CgroupSocket(CgroupSocketHook.PostBind4)] static bool B(CgroupSocketContext context) { {|#1:context.Mark|} = 1; return context.LocalPort > 0; }
            [CgroupSocketAddress(CgroupSocketAddressHook.Bind4)] static bool C(CgroupSocketAddressContext context) => {|#2:context.BindLocal4(default, 2)|} == 0;
            [CgroupSocketOption(CgroupSocketOptionHook.Get)] static bool D(CgroupSocketOptionContext context)
            {
                {|#3:context.Level|}++;
                context.ReturnValue = context.Name;
                return true;
            }
            [CgroupSocketOption(CgroupSocketOptionHook.Set)] static bool E(CgroupSocketOptionContext context)
            {
                context.Level++;
                return Shared(context);
            }
            static bool Shared(CgroupSocketOptionContext context) => {|#4:context.ReturnValue|} == 0;
        }
        """,
        Error("BPF0430", "'Address4' cannot be read in a program at Connect6, only at Bind4, Connect4, SendMessage4, ReceiveMessage4, GetPeerName4, GetSocketName4"),
        Error("BPF0430", "'Mark' cannot be written in a program at PostBind4, only at Create, Release", 1),
        Error("BPF0430", "'BindLocal4' cannot be called in a program at Bind4, only at Connect4", 2),
        Error("BPF0430", "'Level' cannot be written in a program at Get, only at Set", 3),
        Error("BPF0430", "'ReturnValue' cannot be read in a program at Set, only at Get (called from BPF program 'E': E → Shared)", 4));

    [Fact]
    public Task BPF0404InASystemCall() => Source(
        """
        using Bpf;
        [BpfObject(License = "GPL")] static unsafe class Probe
        {
            [Ksyscall("openat")] static int OnOpen(int directory, byte* path) => {|BPF0404:BpfHelpers.TryReadKernel(path, out byte _)|} ? 1 : 0;
            [Ksyscall("openat")] static int Right(int directory, byte* path) => BpfHelpers.TryReadUser(path, out byte _) ? 1 : 0;
            [RawTracepoint("task_rename")] static int OnRename(void* task, byte* name) => BpfHelpers.TryReadKernel(name, out byte _) ? 1 : 0;
        }
        """);

    [Fact]
    public Task BPF0402() => Program(
        "int x = {|BPF0402:sizeof(Task)|}; Task {|BPF0402:task|} = default; Task* pointer = null; var other = {|BPF0402:new Task()|};",
        "[KernelStruct(\"task_struct\")] struct Task { public int pid; }");

    [Fact]
    public Task BPF0403() => Program(
        "int x = 0; Task* task = null; _ = Core.FieldExists(in task->pid); _ = Core.FieldSize({|#0:in x|});",
        "[KernelStruct(\"task_struct\")] struct Task { public int pid; }",
        Error("BPF0403", "The argument of 'FieldSize' must be a field access on a [KernelStruct]"));

    [Fact]
    public Task BPF0014InHostCode() => Sources(
        [
            """
            using Bpf;
            [BpfObject] public static class Probe
            {
                [BpfMap(MaxEntries = 1)] public static readonly BpfHashMap<int, int> Map = new();
                [Uprobe("libc:malloc")] public static int OnMalloc(UprobeContext context) => Map.ContainsKey(BpfHelpers.CurrentProcessId) ? 1 : 0;
            }
            """,
            """
            class Host
            {
                void Run()
                {
                    int id = {|#0:Bpf.BpfHelpers.CurrentProcessId|};
                    {|#1:Probe.Map.ContainsKey(id)|};
                    object map = Probe.Map;
                    string name = nameof(Bpf.BpfHelpers.CurrentProcessId);
                }
            }
            """,
        ],
        Warning("BPF0014", "'BpfHelpers.CurrentProcessId' works only inside BPF code; here it throws at run time"),
        Warning("BPF0014", "'BpfKeyedMap.ContainsKey' works only inside BPF code; here it throws at run time", mark: 1));

    [Fact]
    public Task BPF0015() => Sources(
        [
            """
            using Bpf;
            [BpfObject] public static class Probe { [Uprobe("libc:malloc")] public static int OnMalloc(int size) => size; }
            """,
            "class Host { int Run() => {|#0:Probe.OnMalloc(1)|}; }",
        ],
        Warning("BPF0015", "BPF program 'OnMalloc' is called from managed code; only the kernel can call it, and user space uses the skeleton"));

    [Fact]
    public Task BPF0014NeedsAnObject() => Source("class Library { static int Id() => Bpf.BpfHelpers.CurrentProcessId; }");

    [Theory]
    [InlineData("Set({|#0:ref task->tgid|});", true)]
    [InlineData("Clear({|#0:out task->real_parent->tgid|});", true)]
    [InlineData("System.Threading.Interlocked.Add({|#0:ref task->tgid|}, 1);", true)]
    [InlineData("Read(in task->tgid); uint offset = Core.FieldOffset(in task->tgid);", false)]
    [InlineData("Whole(ref task->se); uint u = System.Runtime.CompilerServices.Unsafe.As<int, uint>(ref task->tgid);", false)]
    [InlineData("int copy = task->tgid; Set(ref copy);", false)]
    public Task BPF0416(string statements, bool isError) => Source(
        $$"""
        using Bpf;
        [BpfObject(License = "GPL")] static unsafe class Probe
        {
            [KernelStruct("sched_entity")] struct Entity { public byte on_rq; }
            [KernelStruct("task_struct")] struct Task { public int tgid; public Task* real_parent; public Entity se; }
            [BtfTracepoint("task_rename")] static void P(Task* task) { {{statements}} }
            static int Set(ref int value) => value = 1;
            static int Clear(out int value) => value = 1;
            static int Read(in int value) => value;
            static int Whole(ref Entity value) => value.on_rq;
        }
        """,
        isError ? [Error("BPF0416", $"'tgid' is in kernel memory, which programs can only read; copy it to a variable and pass that by reference")] : []);

    [Theory]
    // Where the verifier does not know the type.
    [InlineData("BPF0401", "[Kprobe(\"f\")] static void P(KprobeContext c, Task* task) { s_sink = {|#0:task->tgid|}; }")]
    [InlineData("BPF0401", "[RawTracepoint(\"task_rename\")] static void P(RawTracepointContext c, Task* task) { s_sink = {|#0:task->real_parent->tgid|} + 1; }")]
    [InlineData("BPF0401", "[Uprobe(\"libc:read\")] static void P() { var t = (Task*)BpfHelpers.GetCurrentTask(); if ({|#0:t->tgid|} > 1) s_sink = 1; }")]
    [InlineData("BPF0401", "[BtfTracepoint(\"task_rename\")] static void P(Task* task) { Task* p = Core.ReadPointer(&task->real_parent); s_sink = {|#0:p->tgid|}; }")]
    [InlineData("BPF0401", "[Kprobe(\"f\")] static void P(KprobeContext c, Task* task) => Use(task);\nstatic void Use(Task* task) { s_sink = {|#0:task->tgid|}; }", " (called from BPF program 'P': P → Use)")]
    [InlineData("BPF0401", "[Kprobe(\"f\")] static void P(KprobeContext c, Task* task) { Counts.Update({|#0:task->tgid|}, 1); }")]
    [InlineData("BPF0401", "[Kprobe(\"f\")] static void P(KprobeContext c, ulong a) { BpfHelpers.TryReadKernel(a, out ulong b); var t = (Task*)b; s_sink = {|#0:t->tgid|}; }")]
    // Where it does.
    [InlineData("BPF0417", "[BtfTracepoint(\"task_rename\")] static void P(Task* task) { s_sink = {|#0:Core.Read(in task->tgid)|}; }", "task->tgid")]
    [InlineData("BPF0417", "[Fentry(\"f\")] static void P(FentryContext c, Task* task) { Task* p = task->real_parent; s_sink = {|#0:Core.Read(in p->real_parent->tgid)|}; }", "p->real_parent->tgid")]
    [InlineData("BPF0417", "[Kprobe(\"f\")] static void P() { s_sink = {|#0:Core.Read(in ((Task*)BpfHelpers.GetCurrentTaskBtf())->tgid)|}; }", "((Task*)BpfHelpers.GetCurrentTaskBtf())->tgid")]
    [InlineData("BPF0417", "[Lsm(\"task_free\")] static int P(Task* task) => Tgid(task);\nstatic int Tgid(Task* t) => {|#0:Core.Read(in t->tgid)|};", "t->tgid", " (called from BPF program 'P': P → Tgid)")]
    public Task ReadsThatDoNotFitTheirPointers(string id, string members, string first = "", string second = "") => Source(
        ReadingProbe(members),
        [id == "BPF0401"
            ? Error(id, "Kernel memory cannot be read or written directly here: the verifier does not know what the pointer points to; use Core.Read" + first)
            : new Microsoft.CodeAnalysis.Testing.DiagnosticResult(id, Microsoft.CodeAnalysis.DiagnosticSeverity.Info).WithLocation(0)
                .WithMessage($"The verifier knows the type of this pointer, so '{first}' can be read directly, without a helper{second}")]);

    [Theory]
    [InlineData("[Kprobe(\"f\")] static void P(KprobeContext c, Task* task) { s_sink = Core.Read(in task->real_parent->tgid); }")]
    [InlineData("[BtfTracepoint(\"task_rename\")] static void P(Task* task) { s_sink = task->real_parent->tgid; }")]
    // The verifier wants a test for null of such a member.
    [InlineData("[Fentry(\"f\")] static void P(Dentry* entry) { s_sink = (int)Core.Read(in entry->d_inode->i_ino); }")]
    // A method for both.
    [InlineData("[Kprobe(\"f\")] static void P(KprobeContext c, Task* task) => Use(task);\n[Fentry(\"f\")] static void Q(Task* task) => Use(task);\nstatic void Use(Task* task) { s_sink = Core.Read(in task->tgid); }")]
    [InlineData("[Kprobe(\"f\")] static void P(KprobeContext c, Task* task, bool b) { var t = b ? task : (Task*)BpfHelpers.GetCurrentTaskBtf(); s_sink = Core.Read(in t->tgid); }")]
    // A cast to something else, a union, a bit-field, arrays.
    [InlineData("[Fentry(\"f\")] static void P(Dentry* entry) { s_sink = Core.Read(in ((Task*)entry)->tgid); }")]
    [InlineData("[Fentry(\"f\")] static void P(Task* task) { s_sink = (int)Core.ReadBits(in task->in_execve); }")]
    [InlineData("[Fentry(\"f\")] static void P(Either* either) { s_sink = Core.Read(in {|BPF0408:either->task|}->tgid); }")]
    [InlineData("[Fentry(\"f\")] static void P(Task* task) { Name n = Core.Read(in task->comm); s_sink = n[0] + Core.Read(in task->comm[2]); }")]
    // Neither a read nor a value.
    [InlineData("[Kprobe(\"f\")] static void P(KprobeContext c, Task* task) { System.Span<byte> b = stackalloc byte[16]; BpfHelpers.ReadKernelText(&task->comm, b); s_sink = Core.FieldExists(in task->tgid) ? 1 : b[0]; }")]
    [InlineData("[Kprobe(\"f\")] static void P(KprobeContext c, Task* task) { if (BpfHelpers.TryReadKernel(&task->tgid, out int v)) s_sink = v + nameof(task).Length; }")]
    // From a map: a kernel pointer that is stored there may have a type.
    [InlineData("[Kprobe(\"f\")] static void P(KprobeContext c) { if (Stored.TryGetValue(1, out ulong v)) s_sink = Core.Read(in ((Task*)v)->tgid); }")]
    [InlineData("[WritableRawTracepoint(\"bpf_test_finish\")] static void P(RawTracepointContext c, Task* task) { s_sink = task->tgid; }")]
    public Task ReadsThatFitTheirPointers(string members) => Source(ReadingProbe(members));

    [Theory]
    [InlineData("[Iterator(\"task\")] static void P(Task* task) { s_sink = {|#0:task|}->tgid; }", "task", "is null when the iterator runs after the last object")]
    [InlineData("[Iterator(\"task_file\")] static void P(IteratorContext c, Task* task, uint descriptor, File* file) { if (task == null) return; s_sink = (int){|#0:file|}->f_flags; }", "file", "is null when the iterator runs after the last object")]
    [InlineData("[Iterator(\"task\")] static int P(Task* task) => Core.Read(in {|#0:task|}->tgid) > 3 && task != null ? 1 : 0;", "task", "is null when the iterator runs after the last object", "task->tgid")]
    [InlineData("[BtfTracepoint(\"tcp_send_reset\")] static void P(Sock* sk, Buffer* skb) { if (sk != null) s_sink = (int){|#0:skb|}->len; }", "skb", "may be null by the kernel's prototype")]
    [InlineData("[BtfTracepoint(\"f\")] static void P() { Task* task = TaskFromPid(1); s_sink = {|#0:task|}->tgid; Release(task); }", "task", "may be null, because the function may not find an object")]
    [InlineData("[Fentry(\"f\")] static void P(Sock* sk) { Sock* tcp = (Sock*)BpfHelpers.SkcToTcpSock(sk); s_sink = {|#0:tcp|}->sk_err; }", "tcp", "may be null, because the function may not find an object")]
    public Task BPF0418(string members, string pointer, string reason, string? direct = null) => Source(ReadingProbe(direct is null ? members : members.Replace("Core.Read(in {|#0:task|}->tgid)", "{|#1:Core.Read(in {|#0:task|}->tgid)|}")),
    [
        Error("BPF0418", $"'{pointer}' {reason}, and the verifier refuses to follow it before a test for null"),
        .. direct is null ? System.Array.Empty<Microsoft.CodeAnalysis.Testing.DiagnosticResult>()
            : [new Microsoft.CodeAnalysis.Testing.DiagnosticResult("BPF0417", Microsoft.CodeAnalysis.DiagnosticSeverity.Info).WithLocation(1)
                .WithMessage($"The verifier knows the type of this pointer, so '{direct}' can be read directly, without a helper")],
    ]);

    [Theory]
    [InlineData("[Iterator(\"task\")] static void P(Task* task) { if (task == null) return; s_sink = task->tgid; }")]
    [InlineData("[Iterator(\"task\")] static void P(Task* task) { if (task != null && task->tgid > 1) s_sink = task->tgid; }")]
    [InlineData("[Iterator(\"task\")] static void P(Task* task) { if (IsNull(task)) return; s_sink = task->tgid; }\nstatic bool IsNull(Task* task) => task == null;")]
    [InlineData("[Iterator(\"task\")] static void P(Task* task) { s_sink = task is null ? 0 : task->tgid; }")]
    [InlineData("[Iterator(\"task\")] static void P(Task* task) { Task* copy = task; if (copy == null) return; s_sink = task->tgid; }")]
    [InlineData("[BtfTracepoint(\"task_rename\")] static void P(Task* task) { s_sink = task->tgid; }")]
    [InlineData("[BtfTracepoint(\"f\")] static void P() { Task* task = TaskFromPid(1); if (task == null) return; s_sink = task->tgid; Release(task); }")]
    [InlineData("[Kprobe(\"f\")] static void P() { Task* task = (Task*)BpfHelpers.GetCurrentTaskBtf(); s_sink = task->tgid; }")]
    public Task PointersThatAreTested(string members) => Source(ReadingProbe(members));

    [Theory]
    [InlineData("[Fentry(\"f\")] static void P(File* file) { {|BPF0471:file->f_flags = 0|}; }")]
    [InlineData("[BtfTracepoint(\"f\")] static void P(Task* task) { {|BPF0471:task->tgid++|}; }")]
    [InlineData("[Kprobe(\"f\")] static void P(KprobeContext c, Task* task) { {|BPF0471:task->tgid = 3|}; }")]
    [InlineData("[Fentry(\"f\")] static void P(File* file) => Set(file);\nstatic void Set(File* opened) { {|BPF0471:opened->f_flags = 0|}; }")]
    [InlineData("[Fentry(\"f\")] static void P(File* file) { uint flags = file->f_flags; flags |= 1; s_sink = (int)flags; }")]
    public Task WritesToTheKernel(string members) => Source(ReadingProbe(members));

    private static string ReadingProbe(string members) => $$"""
        using Bpf;
        [BpfObject(License = "GPL")] static unsafe class Probe
        {
            [System.Runtime.CompilerServices.InlineArray(16)] struct Name { byte _first; }
            [KernelStruct("task_struct")] struct Task
            {
                public int tgid; public Task* real_parent; public Name comm; [KernelField("in_execve", Bits = 1)] public uint in_execve;
            }
            [KernelStruct("inode")] struct Inode { public ulong i_ino; }
            [KernelStruct("dentry")] struct Dentry { public Inode* d_inode; }
            [KernelStruct("either", IsUnion = true)] struct Either { public Task* task; }
            [KernelStruct("file")] struct File { public uint f_flags; }
            [KernelStruct("sock")] struct Sock { public int sk_err; }
            [KernelStruct("sk_buff")] struct Buffer { public uint len; }
            [BpfMap(MaxEntries = 1)] static readonly BpfHashMap<int, int> Counts = new();
            [BpfMap(MaxEntries = 1)] static readonly BpfHashMap<int, ulong> Stored = new();
            [BpfKfunc("bpf_task_from_pid")] static Task* TaskFromPid(int pid) => throw new BpfOnlyException();
            [BpfKfunc("bpf_task_release")] static void Release(Task* task) => throw new BpfOnlyException();
            static int s_sink;
            {{members}}
        }
        """;
}
