using static Bpf.Analyzers.Tests.Verify;

namespace Bpf.Analyzers.Tests;

/// <summary>Rules about maps and their contents.</summary>
public sealed class MapTests
{
    private static Task Declaration(string members, params Microsoft.CodeAnalysis.Testing.DiagnosticResult[] expected) => Source(
        $$"""
        using System.Runtime.InteropServices;
        using Bpf;
        [BpfObject] static unsafe class Probe { {{members}} [Uprobe] static int On() => 0; }
        """,
        expected);

    [Theory]
    [InlineData("[BpfMap(MaxEntries = 1)] static BpfArray<int> {|#0:Map|} = new();")]
    public Task BPF0300(string declaration) => Declaration(declaration, Error("BPF0300", "The map 'Map' must be a static readonly field"));

    [Theory]
    [InlineData("[BpfMap] static readonly BpfArray<int> {|#0:Map|} = new();", "MaxEntries must be given and positive")]
    [InlineData("[BpfMap(MaxEntries = -1)] static readonly BpfHashMap<int, int> {|#0:Map|} = new();", "MaxEntries must be given and positive")]
    [InlineData("[BpfMap(MaxEntries = 1)] static readonly BpfRingBuffer<int> {|#0:Map|} = new();", "ByteSize must be given and positive")]
    [InlineData("[BpfMap(ByteSize = 4096, Flags = MapFlags.NoPreallocation)] static readonly BpfRingBuffer<int> {|#0:Map|} = new();", "ring buffers do not accept the flag NoPreallocation; they accept NumaNode, RingBufferOverwrite")]
    [InlineData("[BpfMap(MaxEntries = 1, NumaNode = 1)] static readonly BpfPerCpuArray<int> {|#0:Map|} = new();", "per-CPU array maps do not accept the flag NumaNode; they accept UserReadOnly, UserWriteOnly, ProgramReadOnly, ProgramWriteOnly")]
    [InlineData("[BpfMap(MaxEntries = 1)] static readonly BpfMapDeclaration {|#0:Map|} = new BpfArray<int>();", "'BpfMapDeclaration' is not a map type")]
    [InlineData("[BpfMap(MaxEntries = 1)][BpfInnerMap(MapType.Array, MaxEntries = 1)] static readonly BpfHashOfMaps<int, long, int> {|#0:Map|} = new();", "of the inner maps: the keys of array maps have 4 bytes, not 8")]
    [InlineData("[BpfMap(MaxEntries = 1)][BpfInnerMap(MapType.ProgramArray, MaxEntries = 1)] static readonly BpfArrayOfMaps<uint, uint> {|#0:Map|} = new();", "the inner maps of a map of maps cannot be program arrays")]
    [InlineData("[BpfMap(MaxEntries = 1)] static readonly int {|#0:Map|} = 1;", "'int' is not a map type")]
    [InlineData("struct Big { public fixed byte Bytes[513]; } [BpfMap(MaxEntries = 1)] static readonly BpfHashMap<Big, int> {|#0:Map|} = new();", "the key has 513 bytes; the limit is 512")]
    [InlineData("public struct Guarded { public BpfSpinLock Lock; } [BpfMap(MaxEntries = 1)] static readonly BpfPerCpuArray<Guarded> {|#0:Map|} = new();",
        "the values of per-CPU array maps cannot have a BpfSpinLock; those of hash maps, array maps, socket storage, inode storage, task storage, "
            + "cgroup storage can")]
    public Task BPF0301(string declaration, string reason) => Declaration(declaration, Error("BPF0301", $"The map 'Map' is not valid: {reason}"));

    [Theory]
    [InlineData(70000, 65536, 65536)]
    [InlineData(4088, 4096, 4096)]
    [InlineData(4081, 1, 4096)]
    [InlineData(9000, 8000, 8192)]
    public Task BPF0301RecordLargerThanTheRingBuffer(int recordSize, int byteSize, int room) => Declaration(
        $$"""[System.Runtime.CompilerServices.InlineArray({{recordSize}})] public struct Text { byte _first; } [BpfMap(ByteSize = {{byteSize}})] static readonly BpfRingBuffer<Text> {|#0:Map|} = new();""",
        Error("BPF0301", $"The map 'Map' is not valid: a record of {recordSize} bytes can never be reserved in a ring buffer of {room}; with its header it must be smaller"));

    [Theory]
    [InlineData("public struct Text { public fixed byte Bytes[4080]; } [BpfMap(ByteSize = 4096)] static readonly BpfRingBuffer<Text> Map = new();")]
    [InlineData("[BpfMap(MaxEntries = 1)] static readonly BpfHashMap<int, int> Map = new();")]
    [InlineData("[BpfMap(ByteSize = 1)] static readonly BpfRingBuffer<int> Map = new();")]
    [InlineData("[BpfMap(ByteSize = 1, Flags = MapFlags.NumaNode)] static readonly BpfRingBuffer<int> Map = new();")]
    [InlineData("[BpfMap] static readonly BpfTaskStorage<int> Map = new();")]
    [InlineData("[BpfMap] static readonly BpfPerfEventArray<int> Map = new();")]
    public Task BPF0301Accepts(string declaration) => Declaration(declaration);

    [Fact]
    public Task BPF0303() => Declaration("static readonly BpfArray<int> {|#0:Map|} = new();", Error("BPF0303", "The map 'Map' needs a [BpfMap] attribute"));

    [Fact]
    public Task BPF0201() => Declaration(
        "[StructLayout(LayoutKind.Auto)] struct Key { public int A; } [BpfMap(MaxEntries = 1)] static readonly BpfHashMap<Key, int> {|#0:Map|} = new();",
        Error("BPF0201", "The runtime may reorder the fields of 'Key', so the kernel and user space may disagree; use a struct with sequential layout"));

    [Theory]
    [InlineData("BpfHashMap<(int Pid, int Cpu), (ulong Count, byte Kind)>", 0, "")]
    [InlineData("BpfHashMap<(int Pid, ulong Address), int>", 4, "(int Pid, ulong Address)")]
    [InlineData("BpfHashMap<(byte, short, byte), int>", 0, "")]
    [InlineData("BpfHashMap<(byte, byte, byte), int>", 1, "(byte, byte, byte)")]
    [InlineData("BpfHashMap<(int, (byte, int)), int>", 7, "(int, (byte, int))")]
    [InlineData("BpfHashMap<(long, long, long, long, long, long, long, long), int>", 0, "")]
    public Task BPF0202OfATuple(string map, int padding, string key) => Declaration(
        $"[BpfMap(MaxEntries = 1)] static readonly {map} {{|#0:Map|}} = new();",
        padding == 0 ? [] : [Warning("BPF0202", $"The map key '{key}' has {padding} bytes of padding, so keys that are equal in C# may differ in the kernel; add fields to fill the padding")]);

    [Theory]
    [InlineData("struct Key { public int A; public long B; }", 4)]
    [InlineData("struct Key { public long A; public byte B; }", 7)]
    [InlineData("struct Inner { public byte A; public int B; } struct Key { public Inner A; public long B; }", 3)]
    [InlineData("struct Key { public int A; public int Pad; public long B; }", 0)]
    [InlineData("[StructLayout(LayoutKind.Sequential, Pack = 1)] struct Key { public byte A; public long B; }", 0)]
    [InlineData("struct Key { public fixed byte Name[16]; public ulong B; }", 0)]
    [InlineData("[System.Runtime.CompilerServices.InlineArray(3)] struct Key { int _first; }", 0)]
    public Task BPF0202(string type, int padding) => Declaration(
        type + " [BpfMap(MaxEntries = 1)] static readonly BpfHashMap<Key, int> {|#0:Map|} = new();",
        padding == 0 ? [] : [Warning("BPF0202", $"The map key 'Key' has {padding} bytes of padding, so keys that are equal in C# may differ in the kernel; add fields to fill the padding")]);

    [Fact]
    public Task BPF0203() => Declaration(
        "struct Event { public byte* Text; } [BpfMap(ByteSize = 4096)] static readonly BpfRingBuffer<Event> {|#0:Map|} = new();",
        Warning("BPF0203", "'Event' contains a pointer and is shared with user space, where it is meaningless"));

    [Fact]
    public Task BPF0204() => Declaration(
        "struct Big { public fixed byte Bytes[32769]; } [BpfMap(MaxEntries = 1)] static readonly BpfPerCpuArray<Big> {|#0:Map|} = new();",
        Error("BPF0204", "'Big' has 32769 bytes; the limit here is 32768"));

    [Theory]
    [InlineData("Map.TryGetRef(1, out BpfRef<Stats> stats); {|#0:stats|}.Value.Count++;", true)]
    [InlineData("_ = Map.TryGetRef(1, out var stats); stats.Value.Count++;", true)]
    [InlineData("bool found = Map.TryGetRef(1, out var stats); stats.Value.Count++; return found ? 1 : 0;", true)]
    [InlineData("bool found = Map.TryGetRef(1, out var stats); if (found || size == 3) stats.Value.Count++;", true)]
    [InlineData("if (!Map.TryGetRef(1, out var stats)) Map.Update(1, default); stats.Value.Count++;", true)]
    [InlineData("if (Map.TryGetRef(1, out var stats) | Map.TryGetRef(2, out var other)) stats.Value.Count++;", true)]
    [InlineData("if (Map.TryGetRef(1, out var stats) || size > 8) stats.Value.Count++;", true)]
    [InlineData("if (!Map.TryGetRef(1, out var stats) && size > 8) return 0; stats.Value.Count++;", true)]
    [InlineData("Map.TryGetRef(1, out var stats); Interlocked.Increment(ref {|#0:stats|}.Value.Count);", true)]
    [InlineData("bool found = Map.TryGetRef(1, out var stats); if (found) stats.Value.Count++;", false)]
    [InlineData("bool found = Map.TryGetRef(1, out var stats); bool both = found && size > 8; if (both) stats.Value.Count++;", false)]
    [InlineData("bool missing = !Map.TryGetRef(1, out var stats); if (missing) return 0; stats.Value.Count++;", false)]
    [InlineData("if (Map.TryGetRef(1, out var stats) is false) return 0; stats.Value.Count++;", false)]
    [InlineData("if (Map.TryGetRef(1, out var stats) == true) stats.Value.Count++;", false)]
    [InlineData("if (Map.TryGetRef(1, out var stats) & size > 8) stats.Value.Count++;", false)]
    [InlineData("if (!Map.TryGetRef(1, out var stats)) { Map.Update(1, default); if (!Map.TryGetRef(1, out stats)) return 0; } stats.Value.Count++;", false)]
    [InlineData("bool found = false; BpfRef<Stats> stats = default; for (int i = 0; i < 4 && !found; i++) found = Map.TryGetRef(i, out stats); if (found) stats.Value.Count++;", false)]
    [InlineData("bool found = false; BpfRef<Stats> stats = default; for (int i = 0; i < 4; i++) { if (Map.TryGetRef(i, out stats)) { found = true; break; } } if (found) stats.Value.Count++;", false)]
    [InlineData("int kind = 0; if (Map.TryGetRef(1, out var stats)) kind = 1; if (kind == 1) stats.Value.Count++;", false)]
    [InlineData("ulong more = Map.TryGetRef(1, out var stats) ? stats.Value.Bytes : 0; return (int)more;", false)]
    [InlineData("switch (Map.TryGetRef(1, out var stats)) { case true: stats.Value.Count++; break; default: return 1; }", false)]
    [InlineData("Map.TryGetRef(1, out var stats); if (!stats.IsNull) stats.Value.Count++;", false)]
    [InlineData("if (Map.TryGetRef(1, out var stats)) stats.Value.Count++;", false)]
    [InlineData("if (!Map.TryGetRef(1, out var stats)) return 0; stats.Value.Count++;", false)]
    [InlineData("Map.TryGetRef(1, out var stats); if (stats is { IsNull: false }) stats.Value.Count++;", false)]
    [InlineData("Map.TryGetRef(1, out var stats); if (!Unsafe.IsNullRef(ref stats.Value)) stats.Value.Count++;", false)]
    public Task BPF0305(string statements, bool isWarning)
    {
        string marked = statements.Contains("{|#0:", StringComparison.Ordinal) || !isWarning
            ? statements
            : statements.Replace("stats.Value", "{|#0:stats|}.Value", StringComparison.Ordinal);
        return Program(marked, "", isWarning
            ? [Warning("BPF0305", "'stats' may be null here; the verifier refuses programs that use it without testing the result of the lookup")]
            : []);
    }

    [Theory]
    [InlineData("if ({|#0:Ring.TryReserve(out BpfRef<int> r)|}) r.Value = 1;", true)]
    [InlineData("if ({|#0:Ring.TryReserve(out BpfRef<int> r)|}) { if (size > 1) return 1; Ring.Submit(r); }", true)]
    [InlineData("if (!{|#0:Ring.TryReserve(out BpfRef<int> r)|}) return 1; if (size > 1) Ring.Submit(r);", true)]
    [InlineData("if (size > 1 && {|#0:Ring.TryReserve(out BpfRef<int> r)|}) { r.Value = 1; }", true)]
    [InlineData("if (Ring.TryReserve(out BpfRef<int> r)) { r.Value = 1; Ring.Submit(r); }", false)]
    [InlineData("if (size > 1 && Ring.TryReserve(out BpfRef<int> r)) { r.Value = 1; if (size > 2) Ring.Submit(r); else Ring.Discard(r); }", false)]
    [InlineData("if (!Ring.TryReserve(out BpfRef<int> r)) return 1; r.Value = 1; Ring.Submit(r);", false)]
    [InlineData("if (Ring.TryReserve(out BpfRef<int> r)) Fill(r);", false)]
    [InlineData("if (Ring.TryReserve(out BpfRef<int> r)) { try { if (size > 1) return 1; r.Value = 2; } finally { Ring.Submit(r); } }", false)]
    public Task BPF0306(string statements, bool isError) => Program(
        statements,
        "[BpfMap(ByteSize = 4096)] static readonly BpfRingBuffer<int> Ring = new(); static void Fill(BpfRef<int> r) => Ring.Submit(r);",
        isError ? [Error("BPF0306", "The record 'r' is not submitted or discarded on every path; the verifier refuses the program")] : []);
}
