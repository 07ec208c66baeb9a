namespace Bpf.Compiler.Tests.Rejections;

/// <summary>Members of an object class that the compiler refuses.</summary>
internal static class RejectedMembers
{
    private const string Good = "[Xdp] public static int P(XdpContext c) => 0;";

    public static readonly Rejection[] All =
    [
        new("BPF0001", "[Uprobe(\"libc:malloc\")] public int P(UprobeContext c) { /*!*/return 0; }"),
        new("BPF0002", "[Uprobe(\"libc:malloc\")] public static int P<T>(UprobeContext c) { /*!*/return 0; }"),
        new("BPF0003", "[Uprobe(\"libc:malloc\")] public static long P(UprobeContext c) { /*!*/return 0; }", 112),
        new("BPF0005", "[Uprobe(\"malloc\")] public static int P(UprobeContext c) { /*!*/return 0; }"),
        new("BPF0006", "[Uprobe(\"libc:malloc\")][Uretprobe(\"libc:malloc\")] public static int P() { /*!*/return 0; }"),
        new("BPF0007", "[Xdp] public static int P(XdpContext c) { return 0; }\n[BpfMap(MaxEntries = 1, Name = \"P\")] /*!*/static readonly BpfArray<int> M = new();", 105),
        new("BPF0010", "[Uprobe(\"libc:malloc\")][Uprobe(\"libc:calloc\", Single = true)] public static int P() { /*!*/return 0; }"),
        new("BPF0011", "[Uprobe(\"libc:malloc\")] public static int P(UprobeContext c, decimal d) { /*!*/return 0; }", 109),
        new("BPF0012", "[Uretprobe(\"libc:malloc\")] public static int P(UretprobeContext c, int a, int b) { /*!*/return 0; }", 109),
        new("BPF0013", "[Uprobe(\"libc:malloc\")] public static int P(int a, UprobeContext c) { /*!*/return 0; }", 109),
        new("BPF0016", "[Xdp] public static int P(XdpContext c) { /*!*/return (int)H(1, 2, 3, 4, 5, 6); }\n[BpfHelper(5)] static long H(int a, int b, int c, int d, int e, int f) => 0;", 114),
        new("BPF0019", "[Xdp] public static unsafe int P(XdpContext c) { /*!*/return (int)BpfHelpers.GetFuncIp(c.Pointer); }", 114) { Message = "xdp" },
        new("BPF0019", "struct V { public BpfSpinLock L; public int X; }\n[BpfMap(MaxEntries = 1)] static readonly BpfArray<V> M = new();\n[Uprobe] public static int P(UprobeContext c) { if (M.TryGetRef(0, out BpfRef<V> v)) { /*!*/using (v.Value.L.EnterScope()) v.Value.X++; } return 0; }", 114),
        new("BPF0021", "[Xdp] public static int P(XdpContext c) { /*!*/return (int)F(new V()); }\nstruct V { public int X; }\n[BpfGlobalFunc] static int F(V v) => v.X;", 123),
        new("BPF0018", "[Uprobe(\"libc:malloc\", Sleepable = true)] public static int P(UprobeContext c) { /*!*/return 0; }") { MinimumKernel = "5.15", IsWarning = true, Message = "'sleepable uprobes'" },
        new("BPF0018", "[UprobeSession(\"libc:malloc\")] public static int P(UprobeSessionContext c) { /*!*/return 0; }") { MinimumKernel = "6.12", IsWarning = true, Message = "'uprobe sessions'" },
        new("BPF0018", "[BpfMap(ByteSize = 4096)] /*!*/static readonly BpfUserRingBuffer M = new(); " + Good, 105) { MinimumKernel = "5.15", IsWarning = true, Message = "'user ring buffers'" },
        new("BPF0018", "[Uprobe(\"libc:malloc\")] public static int P(UprobeContext c) { /*!*/return (int)c.FunctionAddress; }") { MinimumKernel = "6.1", IsWarning = true, Message = "in uprobes" },
        new("BPF0018", "[Xdp] public static int P(XdpContext c) { /*!*/return F(3) & 1; }\n[BpfKfunc(\"bpf_iter_num_new\")] static int F(int x) => x;", 115) { MinimumKernel = "6.1", IsWarning = true, Message = "Linux 6.4" },
        new("BPF0022", "[Xdp] public static bool P(XdpContext c) { /*!*/return true; }") { Message = "true is 1 (XDP_DROP)" },
        new("BPF0022", "static int s_x; [CgroupSkbIngress] public static void P(CgroupSkbContext c) { /*!*/s_x++; }") { Message = "without a result the kernel gets 0 (drop)" },
        new("BPF0022", "[TcxIngress] public static XdpAction P(TrafficControlContext c) { /*!*/return XdpAction.Pass; }") { Message = "not XdpAction" },
        new("BPF0025", "[Xdp] public static int P(XdpContext c) { return L(); [Xdp] static int L() { /*!*/return 1; } }") { Message = "local function 'L'" },
        new("BPF0025", "[Xdp] public static int P(XdpContext c) { return X; }\npublic static int X { [Xdp] get { /*!*/return 1; } }") { Message = "accessor of 'X'" },
        new("BPF0406", "[KernelStruct(\"task_struct\")] public struct T { [KernelField(\"in_execve\", Bits = 1)] public uint E; }\n[Uprobe] public static unsafe int P(UprobeContext c) { /*!*/return (int)Core.Read(in ((T*)BpfHelpers.GetCurrentTask())->E); }") { Message = "'E'" },
        new("BPF0108", "[Xdp] public static int P(XdpContext c) { try { return 1; } /*!*/catch { return 2; } }", 44, 88),
        new("BPF0112", "[Xdp] public static int P(XdpContext c) { return F(3); }\nstatic int F(int x) { /*!*/return x > 0 ? F(x - 1) : 0; }", 86) { Message = "F → F" },
        new("BPF0112", "[Xdp] public static int P(XdpContext c) { return F(3); }\nstatic int F(int x) { return x > 0 ? G(x - 1) : 0; }\nstatic int G(int x) { /*!*/return x > 0 ? F(x - 1) : 0; }", 86) { Message = "F → G → F" },
        new("BPF0135", "/*!*/static readonly long Now = DateTime.Now.Ticks; [Xdp] public static int P(XdpContext c) { return (int)Now; }", 102),
        new("BPF0142", "[BpfMap(MaxEntries = 4)] static readonly BpfProgramArray Next = new();\n[Xdp] public static int P(XdpContext c) { Go(c, 4); return 2; }\nstatic void Go(XdpContext c, uint slot) { /*!*/Next.TailCall(c, slot); }") { Message = "Index 4 is out of range: 'Next' has 4 entries" },
        new("BPF0301", "[System.Runtime.CompilerServices.InlineArray(70000)] public struct Text { byte _first; }\n[BpfMap(ByteSize = 65536)] /*!*/static readonly BpfRingBuffer<Text> M = new(); " + Good) { Message = "a record of 70000 bytes can never be reserved" },
        new("BPF0141", "[Xdp] public static int P(XdpContext c) { uint state = 0; BpfHelpers.Loop(c.IngressInterface, static (uint index, ref uint sum) => { Span<byte> b = stackalloc byte[16]; /*!*/sum += (uint)b[(int)index..].Length; return BpfLoopResult.Continue; }, ref state); return (int)state; }") { Message = "'Span<byte>.Slice' may throw here, and a callback cannot end the program" },
        new("BPF0141", "[Xdp] public static int P(XdpContext c) => Sub(c.IngressInterface);\n[BpfGlobalFunc] static int Sub(uint x) { Span<byte> b = stackalloc byte[16]; /*!*/return b[..(int)x].Length; }") { Message = "a global function" },
        new("BPF0141", "[Xdp] public static int P(XdpContext c) => Sub(c.IngressInterface) + Sub(5);\n[System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)] static int Sub(uint x) { /*!*/return Math.Abs((int)x); }") { Message = "'Sub', which is not inlined," },
        new("BPF0201", "[System.Runtime.InteropServices.StructLayout(System.Runtime.InteropServices.LayoutKind.Auto)] public struct V { public byte A; public long B; }\n[BpfMap(MaxEntries = 1)] /*!*/static readonly BpfArray<V> M = new(); " + Good, 56),
        new("BPF0201", "[BpfMap(MaxEntries = 1)] /*!*/static readonly BpfArray<DateTime> M = new(); " + Good, 56),
        new("BPF0204", "public unsafe struct V { public fixed byte A[40000]; }\n[BpfMap(MaxEntries = 1)] /*!*/static readonly BpfPerCpuArray<V> M = new(); " + Good, 105),
        new("BPF0136", "public struct V { public string S; }\nstatic V s_v; [Xdp] public static int P(XdpContext c) { /*!*/return s_v.S == null ? 1 : 0; }", 56),
        new("BPF0138", "public struct V { public BpfSpinLock L; public int X; }\nstatic V s_v; [Xdp] public static int P(XdpContext c) { /*!*/return s_v.X; }"),
        new("BPF0138", "static BpfTimer s_timer; [Xdp] public static int P(XdpContext c) { /*!*/return (int)s_timer.Cancel(); }"),
        new("BPF0301", "[BpfMap(MaxEntries = 1)][BpfInnerMap(BpfMapType.Array, MaxEntries = 4, Initial = [\"None\"])] /*!*/static readonly BpfArrayOfMaps<uint, long> M = new(); " + Good, 107),
        new("BPF0300", "[BpfMap(MaxEntries = 1)] /*!*/static BpfArray<int> M = new(); " + Good, 105),
        new("BPF0301", "[BpfMap] /*!*/static readonly BpfArray<int> M = new(); " + Good, 105),
        new("BPF0301", "[BpfMap(ByteSize = 4096, Flags = BpfMapFlags.NoPreallocation)] /*!*/static readonly BpfRingBuffer<int> M = new(); " + Good, 105),
        new("BPF0303", "/*!*/static readonly BpfArray<int> M = new(); " + Good, 105),
        new("BPF0601", "[Xdp] public static unsafe int P(XdpContext c) { /*!*/byte* p = stackalloc byte[600]; BpfHelpers.GetCurrentComm(p, 600); return p[3]; }", 27) { Message = "(P 600)" },
        new("BPF0102", "[Xdp] public static int P(XdpContext c) { return F([1, 2]); }\nstatic int F(int[] x) => 1;", 71) { Code = "[Xdp] public static int P(XdpContext c) { /*!*/return F([1, 2]); }\nstatic int F(int[] x) => 1;" },
        new("BPF0016", "[Xdp] public static unsafe int P(XdpContext c) { /*!*/return A(c.Pointer); }\n[BpfKfunc(\"six\")] static unsafe int A(void* a, int b = 0, int d = 0, int e = 0, int f = 0, int g = 0) => 0;", 115),
    ];
}
