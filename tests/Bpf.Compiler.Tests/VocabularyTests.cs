using Bpf.Compiler.Llvm;
using Bpf.Compiler.Tests.Kernel;
using Bpf.Shared;
using Bpf.Testing;

namespace Bpf.Compiler.Tests;

/// <summary>The library's own methods compile, and libbpf and the kernel accept the result.</summary>
public sealed class VocabularyTests
{
    [Fact]
    public void TailCallsAndRecordsTakeTheContextOfEveryKind()
    {
        string[] contexts = [.. ProgramKinds.All.Select(static kind => kind.Context).Where(static context => context.Length > 0).Distinct()];
        Assert.All(contexts, static context => Assert.True(typeof(IBpfContext).IsAssignableFrom(typeof(IBpfContext).Assembly.GetType(context, throwOnError: true))));
    }

    [Fact]
    [Row(105, 106, 107, 108)]
    public void EveryMapKindLoads() => Load("""
        public struct Key { public int A; public int B; }
        public struct Value { public long X; public int Y; public int Z; }
        public struct Prefix { public uint Length; public uint Address; }
        [BpfMap(MaxEntries = 8)] static readonly BpfHashMap<Key, Value> Hash = new();
        [BpfMap(MaxEntries = 8)] static readonly BpfLruHashMap<int, Value> Lru = new();
        [BpfMap(MaxEntries = 8)] static readonly BpfPerCpuHashMap<int, long> PerCpuHash = new();
        [BpfMap(MaxEntries = 8)] static readonly BpfLruPerCpuHashMap<int, long> LruPerCpu = new();
        [BpfMap(MaxEntries = 8)] static readonly BpfArray<Value> Array = new();
        [BpfMap(MaxEntries = 8)] static readonly BpfPerCpuArray<Value> PerCpuArray = new();
        [BpfMap(MaxEntries = 8)] static readonly BpfLpmTrie<Prefix, int> Trie = new();
        [BpfMap(MaxEntries = 8)] static readonly BpfQueue<Value> Queue = new();
        [BpfMap(MaxEntries = 8)] static readonly BpfStack<int> Stack = new();
        [BpfMap(ByteSize = 4096)] static readonly BpfRingBuffer<Value> Ring = new();
        [BpfMap(MaxEntries = 8)] static readonly BpfBloomFilter<int> Bloom = new();
        [BpfMap(MaxEntries = 2)][BpfInnerMap(MapType.Array, MaxEntries = 4)] static readonly BpfArrayOfMaps<uint, long> Maps = new();

        [Uprobe]
        public static int Run(UprobeContext context, int a)
        {
            Key key = new() { A = a, B = 2 };
            Value value = new() { X = a, Y = 3 };
            long sum = 0;
            if (Hash.TryGetRef(key, out BpfRef<Value> found))
                found.Value.X++;
            else
                sum += Hash.Update(key, value, BpfUpdateMode.Insert);
            sum += Lru.Update(a, value) + Lru.Delete(a + 1) + PerCpuHash.Update(a, 5) + LruPerCpu.Update(a, 6);
            if (Array.TryGetValue(3, out Value copy))
                sum += copy.X;
            if (PerCpuArray.TryGetRef(0, out BpfRef<Value> own))
                own.Value.Y += a;
            if (Trie.TryGetValue(new Prefix { Length = 32, Address = 1 }, out int route))
                sum += route;
            sum += Queue.Push(value) + Stack.Push(a, overwriteOldest: true);
            if (Queue.TryPop(out Value popped))
                sum += popped.X;
            if (Ring.TryReserve(out BpfRef<Value> record))
            {
                record.Value = value;
                Ring.Submit(record);
            }
            Ring.Output(value);
            if (Bloom.MayContain(a))
                sum++;
            if (Maps.TryGetMap(1, out BpfInnerMap<uint, long> inner) && inner.TryGetRef(2, out BpfRef<long> slot))
                slot.Value += sum;
            return sum > 0 ? 1 : 0;
        }
        """);

    [Fact]
    [Row(112, 113)]
    public void PacketProgramsLoad() => Load("""
        public struct Ethernet { public ulong Addresses; public uint Rest; public ushort Type; }

        [BpfMap(MaxEntries = 4)] static readonly BpfPerCpuArray<ulong> Counts = new();

        [Xdp]
        public static XdpAction OnPacket(XdpContext context)
        {
            if (!context.TryGetRef(0, out BpfRef<Ethernet> header))
                return XdpAction.Pass;
            if (Counts.TryGetRef(header.Value.Type == 8 ? 1u : 2u, out BpfRef<ulong> count))
                count.Value++;
            return header.Value.Type == 0xDD86 ? XdpAction.Drop : XdpAction.Pass;
        }

        [SocketFilter]
        public static int OnSocket(SocketFilterContext context) => context.TryRead(12, out ushort type) && type == 8 ? (int)context.Length : 0;

        [TrafficControl]
        public static TrafficControlAction OnTraffic(TrafficControlContext context) => Classify(context);

        [TrafficControl]
        public static TrafficControlAction OnIncoming(TrafficControlContext context)
            => context.Protocol + context.Interface + context.IngressInterface + context.Hash + context.Length > 0 ? Classify(context) : TrafficControlAction.Redirect;

        [TrafficControl]
        public static TrafficControlAction OnOutgoing(TrafficControlContext context)
        {
            context.Mark |= 0x10000;
            context.Priority++;
            return context.TryRead(12, out ushort type) && type == 8 ? TrafficControlAction.Next : TrafficControlAction.Pass;
        }

        [CgroupSkbIngress]
        public static bool OnReceive(CgroupSkbContext context) => context.TryRead(0, out byte version) && version >> 4 == 4;

        [CgroupSkbEgress]
        public static bool OnSend(CgroupSkbContext context)
        {
            context.Mark = context.Protocol + context.Interface;
            return context.Length < 1500;
        }

        static TrafficControlAction Classify(TrafficControlContext context)
        {
            if (!context.TryGetRef(0, out BpfRef<Ethernet> header) || header.Value.Type != 8)
                return TrafficControlAction.Drop;
            header.Value.Rest = 0;
            return TrafficControlAction.Next;
        }
        """);

    [Fact]
    public void ProgramsAtSystemCallsAndTracepointsLoad() => Load("""
        [KernelStruct("task_struct")] public struct Task { public int tgid; }
        static ulong s_sum;

        [Ksyscall("copy_file_range")]
        public static void OnCopy(KprobeContext context, int from, ulong fromOffset, int to, ulong toOffset, nuint length, uint flags)
            => s_sum += (ulong)from + fromOffset + (ulong)to + toOffset + length + flags;

        [Kretsyscall("copy_file_range")]
        public static void AfterCopy(KretprobeContext context, long result) => s_sum += (ulong)result;

        [RawTracepoint("task_rename")]
        public static void OnRename(RawTracepointContext context, Task* task, byte* name)
            => s_sum += (ulong)Core.Read(in task->tgid) + (BpfHelpers.TryReadKernel(name, out byte first) ? first : 0UL);

        [WritableRawTracepoint("bpf_test_finish")]
        public static void OnTestFinish(RawTracepointContext context, int* error)
        {
            s_sum += (ulong)*error;
            *error = 0;
        }
        """);

    [Fact]
    public void CallbacksLoad() => Load("""
        public struct Call { public long Count; public long Result; }

        [SyscallProgram]
        public static int Run(ref Call call)
        {
            long sum = 0;
            BpfHelpers.Loop((uint)call.Count & 0xFF, (delegate*<uint, long*, long>)&Add, &sum, 0);
            call.Result = sum;
            return 0;
        }

        static long Add(uint index, long* sum)
        {
            *sum += index;
            return 0;
        }
        """);

    private const int FirstLlvmWithTags = 16;
    private const int FirstLlvmWithV4 = 18;
    private const int FirstLlvmWithoutFetch = 20; // for v1 and v2

    private const string Arithmetic = """
        public struct Call { public long A; public long Result; }

        [SyscallProgram]
        public static int Run(ref Call call)
        {
            call.Result = call.A / 7 + Interlocked.Add(ref s_total, call.A) % 5;
            return 0;
        }

        static long s_total;
        """;

    [Fact]
    public void SecondInstructionSetLoads() => Load(Arithmetic.Replace("+ Interlocked.Add(ref s_total, call.A) % 5;", "; Interlocked.Add(ref s_total, call.A);", StringComparison.Ordinal), "v2");

    [Fact]
    public void SecondInstructionSetHasFetchAddOrRequiresTheThird()
    {
        if (LlvmLibrary.Load().Version.Major < FirstLlvmWithoutFetch)
        {
            Load(Arithmetic, "v2");
        }
        else
        {
            CompilerDiagnostic found = Assert.Single(BpfSource.Compile(KernelRun.Class(Arithmetic), cpu: "v2", architectures: TargetArchitecture.X64).Diagnostics);
            Assert.Equal("BPF0602", found.Id);
            Assert.Contains("set BpfCpu to v3", found.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void ListsNeedAnLlvmThatCanTagMembers()
    {
        CompilationResult result = BpfSource.Compile(KernelRun.Class("""
            public struct Node { public BpfListNode Links; }
            public struct Queue { public BpfSpinLock Lock; public BpfList<Node> Nodes; }
            [BpfMap(MaxEntries = 1)] static readonly BpfArray<Queue> Map = new();
            [Xdp] public static int Run(XdpContext context) => 2;
            """), architectures: TargetArchitecture.X64);
        Assert.Equal(LlvmLibrary.Load().Version.Major >= FirstLlvmWithTags ? [] : ["BPF0458"], result.Diagnostics.Select(static found => found.Id).Distinct());
    }

    [Fact]
    public void FourthInstructionSetLoadsOrIsRefusedByName()
    {
        if (LlvmLibrary.Load().Version.Major >= FirstLlvmWithV4)
        {
            Load(Arithmetic, "v4");
        }
        else
        {
            Assert.Contains("'v4'", Assert.Throws<LlvmTooOldException>(() => Load(Arithmetic, "v4")).Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void LibbpfSkipsRecordsOfFurtherProbes()
    {
        CompiledObject compiled = BpfSource.CompileObjects(
            """
            [BpfObject(License = "GPL")]
            public static class Sample
            {
                [Uprobe("libc:malloc", Cookie = 1), Uprobe("libc:calloc+4", Cookie = 18446744073709551615, ProcessId = 0)] public static int OnEither() => 0;
                [Uretprobe(ProcessId = 7)] public static int OnReturn() => 0;
                [Uprobe("libc:free")] public static int OnFree() => 0;
            }
            """,
            architectures: TargetArchitecture.X64)[0];
        KernelLoad.WithBpftool(compiled);

        string file = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(file, compiled.Bytes.ToArray());
            (_, string sections) = KernelLoad.Run("readelf", "-SW", file);
            Assert.Contains(" uprobe/libc:malloc ", sections, StringComparison.Ordinal);
            (_, string records) = KernelLoad.Run("readelf", "-p", AttachRecord.SectionName, file);
            Assert.Contains("OnEither^Ilibc:malloc^I1^I-1", records, StringComparison.Ordinal);
            Assert.Contains("OnEither^Ilibc:calloc+4^I18446744073709551615^I0", records, StringComparison.Ordinal);
            Assert.Contains("OnReturn^I^I0^I7", records, StringComparison.Ordinal);
            Assert.DoesNotContain("OnFree", records, StringComparison.Ordinal);
            (_, string types) = KernelLoad.Run("bpftool", "btf", "dump", "file", file);
            Assert.DoesNotContain(AttachRecord.SectionName, types, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public void PerfEventsAreRecordsThatLibbpfSkips()
    {
        CompiledObject compiled = BpfSource.CompileObjects(
            """
            [BpfObject(License = "GPL")]
            public static unsafe class Sample
            {
                [BpfMap(MaxEntries = 16)] static readonly BpfStackTraceMap Stacks = new();
                static ulong s_sum;

                [PerfEvent(SoftwareEvent.CpuClock, Frequency = 99), PerfEvent(HardwareCache.LastLevel, HardwareCacheOperation.Prefetch, HardwareCacheResult.Miss, Period = 7, Cookie = 3)]
                public static int OnEither(PerfEventContext context)
                {
                    Stacks.Capture(context, BpfStackFlags.Kernel);
                    s_sum += context.SamplePeriod + context.Address + context.InstructionPointer + context.StackPointer + context.FramePointer + context.Cookie;
                    return context.TryReadValue(out PerfEventValue value) && context.IsUser ? (int)value.Count : 0;
                }

                [PerfEvent] public static void OnAny() { }
            }
            """,
            architectures: TargetArchitecture.X64)[0];
        KernelLoad.WithBpftool(compiled);

        string file = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(file, compiled.Bytes.ToArray());
            Assert.Contains(" perf_event ", KernelLoad.Run("readelf", "-SW", file).Output, StringComparison.Ordinal);
            string records = KernelLoad.Run("readelf", "-p", AttachRecord.SectionName, file).Output;
            Assert.Contains("OnEither^Icpu-clock/freq=99/^I0^I-1", records, StringComparison.Ordinal);
            Assert.Contains("OnEither^ILLC-prefetch-misses/period=7/^I3^I-1", records, StringComparison.Ordinal);
            Assert.DoesNotContain("OnAny", records, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static void Load(string members, string cpu = "v3")
        => KernelLoad.WithBpftool(BpfSource.CompileObjects(
            $"[BpfObject(License = \"GPL\")]\npublic static unsafe class Sample\n{{\n{members}\n}}\n", cpu: cpu, architectures: TargetArchitecture.X64)[0]);
}
