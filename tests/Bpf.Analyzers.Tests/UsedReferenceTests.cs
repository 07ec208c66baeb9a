namespace Bpf.Analyzers.Tests;

/// <summary>References through methods, copies and parts: BPF0305, BPF0306, BPF0432, BPF0433.</summary>
public class UsedReferenceTests
{
    private const string Members = """
        struct Event { public int Kind; public int Size; }
        [BpfMap(ByteSize = 4096)] static readonly BpfRingBuffer<Event> Events = new();
        [BpfMap(MaxEntries = 4), BpfInnerMap(MapType.Hash, MaxEntries = 8)] static readonly BpfHashOfMaps<int, int, ulong> Inner = new();
        [BpfMap(MaxEntries = 4)] static readonly BpfProgramArray Steps = new();
        static int s_sum;
        static void Send(BpfRef<Event> e) => Events.Submit(e);
        static void SendLarge(BpfRef<Event> e, int size) { if (size > 8) Events.Submit(e); }
        static bool TrySend(BpfRef<Event> e, int size) { if (size > 8) { Events.Submit(e); return true; } return false; }
        static void Fill(BpfRef<Event> e) => e.Value.Kind = 1;
        static void Add(BpfRef<Stats> stats) => stats.Value.Count++;
        static void AddIfFound(BpfRef<Stats> stats) { if (!stats.IsNull) stats.Value.Count++; }
        static BpfRef<Stats> First { get { Map.TryGetRef(1, out BpfRef<Stats> found); return found; } }
        static BpfRef<Stats> Find(int key) { Map.TryGetRef(key, out BpfRef<Stats> found); return found; }
        """;

    [Theory]
    [InlineData("if (Events.TryReserve(out BpfRef<Event> e)) { Send(e); {|BPF0432:Events.Submit(e)|}; }")]
    [InlineData("if (Events.TryReserve(out BpfRef<Event> e)) { BpfRef<Event> copy = e; Events.Submit(e); {|BPF0432:Events.Submit(copy)|}; }")]
    [InlineData("if (Events.TryReserve(out BpfRef<Event> e)) { Send(e); return {|BPF0433:e.Value|}.Size; }")]
    [InlineData("if (Events.TryReserve(out BpfRef<Event> e)) { Events.Submit(e); Fill({|BPF0433:e|}); }")]
    [InlineData("if (Events.TryReserve(out BpfRef<Event> e)) { ref int part = ref e.Value.Size; Events.Discard(e); {|BPF0433:part|} = 1; }")]
    [InlineData("if ({|BPF0306:Events.TryReserve(out BpfRef<Event> e)|}) SendLarge(e, (int)size);")]
    [InlineData("if (!{|BPF0306:Events.TryReserve(out BpfRef<Event> e)|}) return 0; switch (size) { case 1: case 2: Events.Submit(e); break; case 3: Events.Discard(e); break; }")]
    [InlineData("if (!{|BPF0306:Events.TryReserve(out BpfRef<Event> e)|}) return 0; Steps.TailCall(context, 1); Events.Submit(e);")]
    [InlineData("return {|BPF0305:First.Value|}.Count;")]
    [InlineData("return {|BPF0305:Find(3).Value|}.Count;")]
    [InlineData("BpfRef<Stats> found = Find(3); return {|BPF0305:found|}.Value.Count;")]
    [InlineData("Map.TryGetRef(1, out BpfRef<Stats> found); Add({|BPF0305:found|});")]
    [InlineData("Inner.TryGetMap(1, out BpfInnerMap<int, ulong> map); if ({|BPF0305:map.TryGetRef(1, out BpfRef<ulong> count)|}) count.Value++;")]
    [InlineData("BpfRef<Stats> last = default; for (int i = 0; i < 4; i++) if (Map.TryGetRef(i, out BpfRef<Stats> found) && found.Value.Count == 0) { last = found; break; } {|BPF0305:last|}.Value.Count = 1;")]
    public Task Wrong(string statements) => Verify.Program(statements, Members);

    [Theory]
    [InlineData("if (Events.TryReserve(out BpfRef<Event> e)) { Fill(e); Send(e); }")]
    [InlineData("if (Events.TryReserve(out BpfRef<Event> e)) { BpfRef<Event> copy = e; copy.Value.Size = 3; Events.Submit(e); }")]
    [InlineData("if (Events.TryReserve(out BpfRef<Event> e) && !TrySend(e, (int)size)) Events.Discard(e);")]
    [InlineData("if (Events.TryReserve(out BpfRef<Event> e)) { e.Value.Kind = 1; ref int part = ref e.Value.Size; part = 1; Events.Submit(e); }")]
    [InlineData("if (!Events.TryReserve(out BpfRef<Event> e)) return 0; switch (size) { case 1: Events.Submit(e); break; default: Events.Discard(e); break; }")]
    [InlineData("if (!Events.TryReserve(out BpfRef<Event> e)) return 0; Events.Submit(e); Steps.TailCall(context, 1);")]
    [InlineData("BpfRef<Stats> found = First; if (!found.IsNull) s_sum += found.Value.Count;")]
    [InlineData("Map.TryGetRef(1, out BpfRef<Stats> found); AddIfFound(found);")]
    [InlineData("if (Map.TryGetRef(1, out BpfRef<Stats> found)) Add(found);")]
    [InlineData("if (Inner.TryGetMap(1, out BpfInnerMap<int, ulong> map) && map.TryGetRef(1, out BpfRef<ulong> count)) count.Value++;")]
    [InlineData("BpfRef<Stats> last = default; for (int i = 0; i < 4; i++) if (Map.TryGetRef(i, out BpfRef<Stats> found)) { last = found; break; } if (!last.IsNull) last.Value.Count = 1;")]
    [InlineData("if (size > 5) { if (!Events.TryReserve(out BpfRef<Event> e)) return 0; if (size > 3) Events.Submit(e); else return 1; }")]
    public Task Right(string statements) => Verify.Program(statements, Members);

    [Theory]
    [InlineData("int n = 0; BpfHelpers.Loop(4, static (i, ref st) => { if (!{|BPF0306:Events.TryReserve(out var e)|}) return BpfLoopResult.Break; if (i == 2) return BpfLoopResult.Continue; Events.Submit(e); return BpfLoopResult.Continue; }, ref n);")]
    [InlineData("int n = 0; BpfHelpers.Loop(4, static (i, ref st) => { if (!Events.TryReserve(out var e)) return BpfLoopResult.Break; if (i == 2) { Events.Discard(e); return BpfLoopResult.Continue; } Events.Submit(e); return BpfLoopResult.Continue; }, ref n);")]
    [InlineData("int n = 0; BpfHelpers.Loop(4, static (i, ref st) => { Map.TryGetRef((int)i, out var found); st += {|BPF0305:found|}.Value.Count; return BpfLoopResult.Continue; }, ref n);")]
    [InlineData("int k = (int)size; return Get(); int Get() { Map.TryGetRef(k, out var v); return {|BPF0305:v|}.Value.Count; }")]
    [InlineData("int k = (int)size; return Get(); int Get() { return Map.TryGetRef(k, out var v) ? v.Value.Count : 0; }")]
    [InlineData("bool found = Map.TryGetRef(1, out var v); Bump({|BPF0305:v|}); return found ? 1 : 0; static void Bump(BpfRef<Stats> r) => r.Value.Count += 1;")]
    [InlineData("if (Map.TryGetRef(1, out var v)) Bump(v); static void Bump(BpfRef<Stats> r) => r.Value.Count += 1;")]
    [InlineData("for (int i = 0; i < 3; i++) { if (!{|BPF0306:Events.TryReserve(out var e)|}) return 0; if (i == (int)size) break; Events.Submit(e); }")]
    [InlineData("for (int i = 0; i < 3; i++) { if (!{|BPF0306:Events.TryReserve(out var e)|}) return 0; if (i == s_sum) break; Events.Submit(e); }")]
    [InlineData("for (int i = 0; i < 3; i++) { if (i == 3) break; if (!Events.TryReserve(out var e)) return 0; Events.Submit(e); }")]
    [InlineData("Map.TryGetRef(1, out var v); return Peek(ref {|BPF0305:v|}.Value.Count); [BpfGlobalFunc] static int Peek(ref int x) => x;")]
    [InlineData("Map.TryGetRef(1, out var v); return Global(ref {|BPF0305:v|}.Value.Count);")]
    [InlineData("if (Map.TryGetRef(1, out var v)) return Global(ref v.Value.Count);")]
    public Task Functions(string statements) => Verify.Program(statements, Members + " [BpfGlobalFunc] internal static int Global(ref int x) => x;");

    [Theory]
    [InlineData("bool found = Map.TryGetRef(1, out BpfRef<Stats> stats); return (found, size) switch { (true, 0) => 1, (_, 1) => {|BPF0305:stats|}.Value.Count, _ => 0 };")]
    [InlineData("bool found = Map.TryGetRef(1, out BpfRef<Stats> stats); return (found, size) switch { (false, _) => {|BPF0305:stats|}.Value.Count, _ => 0 };")]
    [InlineData("bool found = Map.TryGetRef(1, out BpfRef<Stats> stats); return (found, size) switch { (true, 0) => 1, (true, 1) => stats.Value.Count, _ => 0 };")]
    [InlineData("bool found = Map.TryGetRef(1, out BpfRef<Stats> stats); return (found, size) switch { (false, _) => 1, (_, 1) => stats.Value.Count, _ => 0 };")]
    [InlineData("bool found = Map.TryGetRef(1, out BpfRef<Stats> stats); return (size, found) switch { (0, false) => 1, (not 0, false) => 2, _ => stats.Value.Count };")]
    [InlineData("bool found = Map.TryGetRef(1, out BpfRef<Stats> stats); if ((size, found) is (1, true)) return stats.Value.Count;")]
    [InlineData("return (Map.TryGetRef(1, out var a), size > 0) switch { (true, true) => a.Value.Count, _ => 0 };")]
    [InlineData("return (Map.TryGetRef(1, out var a), Map.TryGetRef(2, out var b)) switch { (true, true) => a.Value.Count + b.Value.Count, (true, _) => a.Value.Count, (_, true) => b.Value.Count, _ => 0 };")]
    [InlineData("return (Map.TryGetRef(1, out var a), Map.TryGetRef(2, out var b)) switch { (true, _) => a.Value.Count, (_, true) => {|BPF0305:a|}.Value.Count, _ => 0 };")]
    [InlineData("int result = Map.TryGetRef(1, out var a) ? 0 : -2; if (result < 0) return result; return a.Value.Count;")]
    [InlineData("int result = Map.TryGetRef(1, out var a) ? 0 : -2; if (result != 0) return result; return a.Value.Count;")]
    [InlineData("return Map.TryGetRef(1, out var a) switch { true => 0, _ => {|BPF0305:a|}.Value.Count };")]
    [InlineData("return Map.TryGetRef(1, out var a) switch { true => a.Value.Count, _ => 0 };")]
    [InlineData("return Map.TryGetRef(1, out var a) switch { true when size > 5 => a.Value.Count, _ => {|BPF0305:a|}.Value.Count + 1 };")]
    public Task Tuples(string statements) => Verify.Program(statements, Members);
}
