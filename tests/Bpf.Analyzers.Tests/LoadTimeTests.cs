using static Bpf.Analyzers.Tests.Verify;

namespace Bpf.Analyzers.Tests;

/// <summary>Mistakes that otherwise only the kernel would find, or nobody.</summary>
public sealed class LoadTimeTests
{
    private const string Types = """
        using System;
        using System.Runtime.CompilerServices;
        using System.Runtime.InteropServices;
        using System.Threading;
        using Bpf;
        [InlineArray(16)] public struct Text { private byte _first; }
        public struct Event { public int Pid; public ulong Size; public Text Name; public int Count { get; set; } }
        public struct Padded { public int A; private int _hidden; public int Reserved; }
        public struct Locked { public BpfSpinLock Lock; public ulong Count; public Inner Inner; }
        public struct Inner { public int A; }
        public struct Timed { public BpfTimer Timer; public ulong Count; }
        public struct Holder { public Timed Timed; public int A; }
        public struct Exec { public ulong Common; public uint Name; public int Pid; public Inner Inner; public int Get() => Pid; }

        """;

    /// <summary>BPF0301: declarations that the kernel always refuses.</summary>
    [Theory]
    [InlineData("[BpfMap(MaxEntries = 16)] static readonly BpfTaskStorage<int> {|BPF0301:Map|} = new();")]
    [InlineData("[BpfMap(MaxEntries = 1)] static readonly BpfCgroupStorage<int> {|BPF0301:Map|} = new();")]
    [InlineData("[BpfMap(MaxEntries = 16)] static readonly BpfSocketStorage<int> {|BPF0301:Map|} = new();")]
    [InlineData("[BpfMap(MaxEntries = 16)] static readonly BpfInodeStorage<int> {|BPF0301:Map|} = new();")]
    [InlineData("[BpfMap(MaxEntries = 16)] static readonly BpfLpmTrie<uint, int> {|BPF0301:Map|} = new();")]
    [InlineData("[BpfMap(MaxEntries = 16)] static readonly BpfLpmTrie<byte, int> {|BPF0301:Map|} = new();")]
    [InlineData("struct Key { public uint Length; } [BpfMap(MaxEntries = 16)] static readonly BpfLpmTrie<Key, int> {|BPF0301:Map|} = new();")]
    [InlineData("[InlineArray(257)] struct Data { byte _a; } struct Key { public uint Length; public Data Data; public byte A, B, C; } [BpfMap(MaxEntries = 16)] static readonly BpfLpmTrie<Key, int> {|BPF0301:Map|} = new();")]
    [InlineData("struct Key { public uint Address; public byte Length, A, B, C; } [BpfMap(MaxEntries = 16)] static readonly BpfLpmTrie<Key, int> Map = new();")] // nobody can know
    [InlineData("struct Key { public byte Length, A, B, C; public uint Address; } [BpfMap(MaxEntries = 16)] static readonly BpfLpmTrie<Key, int> {|BPF0311:Map|} = new();")]
    [InlineData("struct Key { public ulong Address; public uint Length, More; } [BpfMap(MaxEntries = 16)] static readonly BpfLpmTrie<Key, int> {|BPF0311:Map|} = new();")]
    [InlineData("enum Kind : byte { A } struct Key { public Kind Kind; public byte A, B, C; public uint Length; } [BpfMap(MaxEntries = 16)] static readonly BpfLpmTrie<Key, int> {|BPF0311:Map|} = new();")]
    [InlineData("struct Head { public ushort A, B; } struct Key { public Head Head; public uint Address; } [BpfMap(MaxEntries = 16)] static readonly BpfLpmTrie<Key, int> {|BPF0311:Map|} = new();")]
    [InlineData("[BpfMap(MaxEntries = 16)] static readonly BpfLpmTrie<(uint Length, uint More, ulong Address), int> {|BPF0311:Map|} = new();")]
    [InlineData("struct Key { public uint Address; public uint PrefixLength; } [BpfMap(MaxEntries = 16)] static readonly BpfLpmTrie<Key, int> {|BPF0311:Map|} = new();")]
    [InlineData("struct Key { public uint Length; public uint PrefixStart; } [BpfMap(MaxEntries = 16)] static readonly BpfLpmTrie<Key, int> Map = new();")]
    [InlineData("[BpfMap] static readonly BpfTaskStorage<int> Map = new();")]
    [InlineData("[BpfMap(Flags = MapFlags.NoPreallocation)] static readonly BpfCgroupStorage<int> Map = new();")]
    [InlineData("[BpfMap(MaxEntries = 0)] static readonly BpfSocketStorage<int> Map = new();")]
    [InlineData("struct Key { public uint Length; public byte A, B, C, D; } [BpfMap(MaxEntries = 16)] static readonly BpfLpmTrie<Key, int> Map = new();")]
    [InlineData("struct Key { public int Length; public Text Data; } [BpfMap(MaxEntries = 16)] static readonly BpfLpmTrie<Key, int> Map = new();")]
    [InlineData("struct Head { public uint Length; } struct Key { public Head Head; public uint Address; } [BpfMap(MaxEntries = 16)] static readonly BpfLpmTrie<Key, int> Map = new();")]
    [InlineData("[BpfMap(MaxEntries = 16)] static readonly BpfLpmTrie<ulong, int> Map = new();")] // taken apart by the program
    [InlineData("[BpfMap(MaxEntries = 16)] static readonly BpfLpmTrie<Text, int> Map = new();")]
    [InlineData("[BpfMap(MaxEntries = 16)] static readonly BpfLpmTrie<(uint Length, uint Address), int> Map = new();")]
    [InlineData("[StructLayout(LayoutKind.Explicit)] struct Key { [FieldOffset(4)] public uint Address; [FieldOffset(0)] public uint Length; } [BpfMap(MaxEntries = 16)] static readonly BpfLpmTrie<Key, int> Map = new();")]
    public Task Declarations(string declaration) => Object($"{declaration} [Uprobe(\"libc:malloc\")] static int P(UprobeContext context) => 0;");

    [Theory]
    [InlineData("r.Value.Timer.Initialize({|BPF0312:Others|});")]
    [InlineData("r.Value.Timer.SetCallback({|BPF0312:Others|}, static (BpfKeyedMap<int, int> map, ref int key, ref int value) => { });")]
    [InlineData("r.Value.Timer.SetCallback({|BPF0312:Longs|}, static (BpfKeyedMap<long, Timed> map, ref long key, ref Timed value) => { });")]
    [InlineData("ref Timed held = ref r.Value; held.Timer.Initialize({|BPF0312:Twins|});")]
    [InlineData("if (Holders.TryGetRef(1, out BpfRef<Holder> h)) h.Value.Timed.Timer.Initialize({|BPF0312:Timers|});")]
    [InlineData("r.Value.Timer.Initialize(Timers); r.Value.Timer.SetCallback(Timers, static (BpfKeyedMap<int, Timed> map, ref int key, ref Timed value) => { }); r.Value.Timer.Start(5);")]
    [InlineData("r.Value.Timer.SetCallback(Twins, static (BpfKeyedMap<int, Timed> map, ref int key, ref Timed value) => { });")] // the types are right
    [InlineData("ref Timed held = ref r.Value; held.Timer.Initialize(Timers);")]
    [InlineData("if (Twins.TryGetRef(1, out r)) r.Value.Timer.Initialize(Timers);")] // of two maps
    [InlineData("if (Holders.TryGetRef(1, out BpfRef<Holder> h)) h.Value.Timed.Timer.Initialize(Holders);")]
    [InlineData("r.Value.Timer.SetCallback(Timers, static (BpfKeyedMap<int, Timed> map, ref int key, ref Timed value) => value.Timer.SetCallback(map, static (BpfKeyedMap<int, Timed> map, ref int key, ref Timed value) => { }));")]
    public Task Timers(string statement) => Object(
        $$"""
        [BpfMap(MaxEntries = 4)] static readonly BpfHashMap<int, Timed> Timers = new();
        [BpfMap(MaxEntries = 4)] static readonly BpfHashMap<int, Timed> Twins = new();
        [BpfMap(MaxEntries = 4)] static readonly BpfHashMap<long, Timed> Longs = new();
        [BpfMap(MaxEntries = 4)] static readonly BpfHashMap<int, int> Others = new();
        [BpfMap(MaxEntries = 4)] static readonly BpfHashMap<int, Holder> Holders = new();
        [SyscallProgram] static int P() { if (Timers.TryGetRef(1, out BpfRef<Timed> r)) { {{statement}} } return 0; }
        """);

    [Theory]
    [InlineData("Locked copy = {|BPF0313:r.Value|};")]
    [InlineData("{|BPF0313:r.Value|} = new Locked { Count = 1 };")]
    [InlineData("{|BPF0313:r.Value|} = default;")]
    [InlineData("Take({|BPF0313:r.Value|});")]
    [InlineData("ref Locked held = ref r.Value; Locked copy = {|BPF0313:held|};")]
    [InlineData("if ({|BPF0313:Map.TryGetValue(1, out Locked copy)|}) s_count += copy.Count;")]
    [InlineData("if (Timers.TryGetRef(1, out BpfRef<Holder> t)) { Timed copy = {|BPF0313:t.Value.Timed|}; }")]
    [InlineData("Map.ForEach(static (BpfKeyedMap<int, Locked> map, ref int key, ref Locked value, ref ulong count) => { Locked copy = {|BPF0313:value|}; return BpfLoopResult.Continue; }, ref s_count);")]
    [InlineData("Map.Update(2, {|BPF0313:r.Value|});")]
    [InlineData("using BpfSpinLock.Scope held = r.Value.Lock.EnterScope(); r.Value.Count++; {|BPF0432:held.Dispose()|};")]
    [InlineData("BpfSpinLock.Scope held = r.Value.Lock.EnterScope(); r.Value.Count++; held.Dispose();")]
    [InlineData("Map.Update(2, in {|BPF0313:r.Value|});")]
    [InlineData("using (r.Value.Lock.EnterScope()) { r.Value.Count++; }")]
    [InlineData("ref Locked held = ref r.Value; held.Count = 3; held.Inner = new Inner { A = 1 }; Inner inner = held.Inner;")]
    [InlineData("Locked fresh = new() { Count = 1 }; Map.Update(1, fresh); Map.Update(2, new Locked());")]
    [InlineData("Locked one = default; Locked two = one; two.Count = 1; Map.Update(3, two);")]
    [InlineData("By(ref r.Value);")]
    [InlineData("_ = r.Value; s_count += r.Value.Count;")]
    [InlineData("if (Timers.TryGetRef(1, out BpfRef<Holder> t)) { t.Value.A = (int)t.Value.Timed.Count; ref Timed timed = ref t.Value.Timed; timed.Count++; }")]
    [InlineData("if (Plain.TryGetValue(1, out Inner inner)) s_count += (ulong)inner.A; if (Plain.TryGetRef(1, out BpfRef<Inner> p)) { Inner copy = p.Value; p.Value = copy; }")]
    public Task Copies(string statement) => Object(
        $$"""
        static ulong s_count;
        [BpfMap(MaxEntries = 4)] static readonly BpfHashMap<int, Locked> Map = new();
        [BpfMap(MaxEntries = 4)] static readonly BpfHashMap<int, Holder> Timers = new();
        [BpfMap(MaxEntries = 4)] static readonly BpfHashMap<int, Inner> Plain = new();
        static void Take(Locked value) { }
        static void By(ref Locked value) => value.Count++;
        [TcxIngress] static TrafficControlAction P(TrafficControlContext context) { if (Map.TryGetRef(1, out BpfRef<Locked> r)) { {{statement}} } return TrafficControlAction.Next; }
        """);

    [Theory]
    [InlineData("{|BPF0030:args|}.Pid = 1;")]
    [InlineData("{|BPF0030:args|}.Pid++;")]
    [InlineData("{|BPF0030:args|}.Inner.A |= 1;")]
    [InlineData("{|BPF0030:args|} = default;")]
    [InlineData("Interlocked.Increment(ref {|BPF0030:args|}.Pid);")]
    [InlineData("Volatile.Write(ref {|BPF0030:args|}.Pid, 1);")]
    [InlineData("Change(ref {|BPF0030:args|});")]
    [InlineData("Out(out {|BPF0030:args|}.Pid);")]
    [InlineData("ref Exec alias = ref {|BPF0030:args|}; alias.Pid = 3;")]
    [InlineData("s_pid = args.Pid + args.Inner.A;")]
    [InlineData("Exec copy = args; copy.Pid = 3; s_pid = copy.Pid;")]
    [InlineData("s_pid = Read(ref args) + args.Get();")]
    [InlineData("ref Exec alias = ref args; s_pid = alias.Pid;")]
    [InlineData("ref readonly Exec alias = ref args; s_pid = alias.Pid;")]
    [InlineData("s_pid = Volatile.Read(ref args.Pid);")]
    public Task RecordsOfTracepoints(string statement) => Object(
        $$"""
        static int s_pid;
        static int Read(ref Exec exec) => exec.Pid;
        static void Change(ref Exec exec) => Again(ref exec, 3);
        static void Again(ref Exec exec, int pid) { exec.Pid = pid; }
        static void Out(out int pid) => pid = 3;
        [Tracepoint("sched:sched_process_exec")] static int P(ref Exec args) { {{statement}} return 0; }
        """);

    [Fact]
    public Task OtherRecordsMayBeWritten() => Object(
        """
        [SyscallProgram] static int P(ref Exec args) { args.Pid = 3; return 0; }
        static void Local(ref Exec exec) => exec.Pid = 3;
        [Tracepoint("sched:sched_process_exec")] static int Q(in Exec args) { Exec copy = args; Local(ref copy); return copy.Pid; }
        """);

    [Theory]
    [InlineData("r.Value.Pid = 1; r.Value.Size = 2; r.Value.Count = 3; Events.Submit({|BPF0314:r|});")]
    [InlineData("r.Value.Pid = 1; r.Value.Name[0] = 2; r.Value.Count = 3; Events.Submit({|BPF0314:r|}, BpfRingBufferWakeup.Always);")]
    [InlineData("r.Value.Pid = 1; r.Value.Size = 2; BpfHelpers.GetCurrentCommand(r.Value.Name); Events.Submit({|BPF0314:r|});")]
    [InlineData("ref Event e = ref r.Value; e.Pid = 1; e.Size = 2; e.Count = 3; Events.Submit({|BPF0314:r|});")]
    [InlineData("r.Value.Size = 2; if (r.Value.Pid == 3) { Events.Discard(r); return 0; } Events.Submit({|BPF0314:r|});")]
    [InlineData("r.Value.Pid = 1; Events.Submit(r);")] // most is left
    [InlineData("Events.Submit(r);")]
    [InlineData("r.Value = default; Events.Submit(r);")]
    [InlineData("r.Value = new Event { Pid = 1 }; Events.Submit(r);")]
    [InlineData("Fill(ref r.Value); Events.Submit(r);")]
    [InlineData("Whole(r); Events.Submit(r);")]
    [InlineData("ref Event e = ref r.Value; e = default; e.Pid = 1; Events.Submit(r);")]
    [InlineData("ref Event e = ref r.Value; Fill(ref e); Events.Submit(r);")]
    [InlineData("r.Value.Pid = 1; r.Value.Size = 2; r.Value.Name = default; r.Value.Count = 3; Events.Submit(r);")]
    [InlineData("r.Value.Pid = 1; if (s_some) r.Value.Size = 2; BpfHelpers.GetCurrentCommand(r.Value.Name); r.Value.Count = 3; Events.Submit(r);")]
    [InlineData("Unsafe.InitBlock(ref Unsafe.As<Event, byte>(ref r.Value), 0, 40); Events.Submit(r);")]
    [InlineData("BpfRef<Event> other = r; other.Value.Pid = 1; Events.Submit(r);")]
    [InlineData("Events.Discard(r);")]
    public Task RecordsOfRingBuffers(string statement) => Object(
        $$"""
        static bool s_some;
        [BpfMap(ByteSize = 4096)] static readonly BpfRingBuffer<Event> Events = new();
        static void Fill(ref Event e) => e.Pid = 1;
        static void Whole(BpfRef<Event> e) => e.Value.Pid = 1;
        [Uprobe("libc:malloc")] static int P(UprobeContext context) { if (Events.TryReserve(out BpfRef<Event> r)) { {{statement}} } return 0; }
        """);

    [Fact]
    public Task RecordsWithPaddingAndSimpleRecords() => Object(
        """
        [BpfMap(ByteSize = 4096)] static readonly BpfRingBuffer<Padded> Events = new();
        [BpfMap(ByteSize = 4096)] static readonly BpfRingBuffer<ulong> Numbers = new();
        [Uprobe("libc:malloc")] static int P(UprobeContext context)
        {
            if (Events.TryReserve(out BpfRef<Padded> r)) { r.Value.A = 3; Events.Submit(r); }
            if (Numbers.TryReserve(out BpfRef<ulong> n)) { n.Value = 3; Numbers.Submit(n); }
            return 0;
        }
        """);

    [Theory]
    [InlineData("s_out = {|BPF0315:Unsafe.As<int, long>(ref x)|};")]
    [InlineData("{|BPF0315:Unsafe.As<int, long>(ref x)|} = 3;")]
    [InlineData("s_out = {|BPF0315:Unsafe.As<int, long>(ref s_small)|};")]
    [InlineData("s_out = {|BPF0315:Unsafe.Add(ref x, 1)|};")]
    [InlineData("s_out = {|BPF0315:Unsafe.Subtract(ref x, 1)|};")]
    [InlineData("s_out = {|BPF0315:Unsafe.Add(ref Unsafe.As<long, int>(ref y), 2)|};")]
    [InlineData("s_out = {|BPF0315:*(long*)&x|};")]
    [InlineData("{|BPF0315:*(long*)&x|} = 3;")]
    [InlineData("s_out = {|BPF0315:((int*)&y)[2]|};")]
    [InlineData("s_out = {|BPF0315:*((int*)&y + 2)|};")]
    [InlineData("s_out = {|BPF0315:*((int*)&y - 1)|};")]
    [InlineData("s_out = {|BPF0315:*(long*)((byte*)&y + 1)|};")]
    [InlineData("Event e = {|BPF0315:Unsafe.As<Text, Event>(ref text)|};")]
    [InlineData("s_out = Unsafe.As<int, uint>(ref x) + Unsafe.As<long, int>(ref y);")]
    [InlineData("s_out = Unsafe.Add(ref Unsafe.As<long, int>(ref y), 1);")]
    [InlineData("s_out = *(int*)&y + ((int*)&y)[1] + *((byte*)&y + 7);")]
    [InlineData("s_out = Unsafe.As<byte, long>(ref text[8]);")]
    [InlineData("s_out = Unsafe.As<Text, long>(ref text) + Unsafe.Add(ref Unsafe.As<Text, long>(ref text), 1);")]
    [InlineData("int* p = &x; s_out = *p;")]
    [InlineData("long* p = (long*)&x; s_out = *(int*)p;")]
    [InlineData("ref long r = ref Unsafe.As<int, long>(ref x); s_out = Unsafe.As<long, int>(ref r);")]
    [InlineData("byte* p = stackalloc byte[16]; s_out = *(long*)(p + 8);")]
    [InlineData("int* p = &x; if (&x + 1 != p) s_out = 3;")]
    [InlineData("s_out = Unsafe.Add(ref Unsafe.As<long, int>(ref y), x & 1);")]
    [InlineData("s_out = ((Event*)&text)->Pid;")]
    [InlineData("s_out = Unsafe.As<Text, Event>(ref text).Pid;")]
    public Task VariablesReadAsALargerType(string statement) => Object(
        $$"""
        static long s_out;
        static int s_small;
        [Uprobe("libc:malloc")] static int P(UprobeContext context)
        {
            int x = (int)BpfHelpers.GetPrandomU32();
            long y = x;
            Text text = default;
            {{statement}}
            return 0;
        }
        """);

    private static Task Object(string members) => Source($"{Types}[BpfObject(License = \"GPL\")] static unsafe class Probe {{\n{members}\n}}");
}
