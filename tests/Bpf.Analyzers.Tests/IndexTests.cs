namespace Bpf.Analyzers.Tests;

/// <summary>Indexes that the code lets become too large or negative.</summary>
public class IndexTests
{
    private const string Members = """
        [InlineArray(32)] struct Slots { ulong _first; }
        struct Histogram { public Slots Slots; }
        static Slots s_slots;
        [BpfMap(MaxEntries = 16)] static readonly BpfHashMap<int, Histogram> Histograms = new();
        static readonly ulong[] Table = new ulong[32];
        static bool IsValid(ulong value) => value % 3 == 0;
        """;

    [Theory]
    [InlineData("if (Names.TryGetRef(1, out BpfRef<Name> name)) {|BPF0469:name.Value.Text[(uint)size]|} = 1;")]
    [InlineData("if (Names.TryGetRef(1, out BpfRef<Name> name) && size <= 32) {|BPF0469:name.Value.Text[(int)size]|} = 1;")]
    [InlineData("Name name = default; {|BPF0469:name.Text[size % 64]|} = 1; Names.Update(1, name);")]
    [InlineData("byte* text = stackalloc byte[16]; {|BPF0469:text[size & 31]|} = 1;")]
    [InlineData("if (Names.TryGetRef(1, out BpfRef<Name> name) && size < 32) name.Value.Text[(int)size] = 1;")]
    [InlineData("if (Names.TryGetRef(1, out BpfRef<Name> name)) name.Value.Text[size & 31] = 1;")]
    [InlineData("if (Names.TryGetRef(1, out BpfRef<Name> name)) for (int i = 0; i < 32; i++) name.Value.Text[i] = 1;")]
    [InlineData("if (Names.TryGetRef(1, out BpfRef<Name> name)) name.Value.Text[Math.Min(size, 31)] = 1;")]
    [InlineData("byte* text = stackalloc byte[16]; if (size >= 16) return 0; text[size] = 1;")]
    public Task BuffersBehindPointers(string statements) => Verify.Program(statements, """
        struct Name { public fixed byte Text[32]; }
        [BpfMap(MaxEntries = 16)] static readonly BpfHashMap<int, Name> Names = new();
        """);

    [Theory]
    [InlineData("Span<byte> buffer = stackalloc byte[16]; if (size <= 16) {|BPF0147:buffer[(int)size]|} = 1;")]
    [InlineData("Span<byte> buffer = stackalloc byte[16]; if (size > 16) return 0; {|BPF0147:buffer[(int)size]|} = 1;")]
    [InlineData("int level = (int)size; if (level < 0 || level > 32) return 0; {|BPF0147:s_slots[level]|}++;")]
    [InlineData("int level = (int)size; if (level < 32) {|BPF0147:s_slots[level]|}++;")]
    [InlineData("{|BPF0147:s_slots[System.Numerics.BitOperations.Log2(size)]|}++;")]
    [InlineData("{|BPF0147:s_slots[(int)(size & 63)]|}++;")]
    [InlineData("{|BPF0147:s_slots[(int)(size % 33)]|}++;")]
    [InlineData("{|BPF0147:s_slots[(int)size % 32]|}++;")]
    [InlineData("{|BPF0147:s_slots[(int)(size / 64)]|}++;")]
    [InlineData("{|BPF0147:s_slots[(int)(size >> 3)]|}++;")]
    [InlineData("int slot = (int)Math.Min(size, 32); {|BPF0147:s_slots[slot]|}++;")]
    [InlineData("int slot = Math.Clamp((int)size, -1, 31); {|BPF0147:s_slots[slot]|}++;")]
    [InlineData("uint row = (uint)size; if (row < 8) {|BPF0147:s_slots[(int)(row * 8)]|}++;")]
    [InlineData("if (Histograms.TryGetRef(1, out BpfRef<Histogram> found)) {|BPF0147:found.Value.Slots[(int)size]|}++;")]
    [InlineData("if (BpfHelpers.TryReadUser(size, out int place)) {|BPF0147:s_slots[place]|}++;")]
    [InlineData("ulong rest = size; if (rest > 40) rest = 40; {|BPF0147:s_slots[(int)rest]|}++;")]
    [InlineData("if (size is > 40 or 7) return 0; {|BPF0147:s_slots[(int)size]|}++;")]
    [InlineData("switch (size) { case > 100: return 0; default: {|BPF0147:s_slots[(int)size]|}++; break; }")]
    public Task MayBeOutOfRange(string statements) => Verify.Program(statements, Members);

    [Theory]
    [InlineData("Span<byte> buffer = stackalloc byte[16]; if (size < 16) buffer[(int)size] = 1;")]
    [InlineData("Span<byte> buffer = stackalloc byte[16]; if (size < (uint)buffer.Length) buffer[(int)size] = 1;")]
    [InlineData("int level = (int)size; if ((uint)level < 32) s_slots[level]++;")]
    [InlineData("int level = (int)size; if (level is >= 0 and < 32) s_slots[level]++;")]
    [InlineData("int level = (int)size; if (level < 0 || level >= 32) return 0; s_slots[level]++;")]
    [InlineData("int level = (int)size - 5; if ((uint)(level - 1) < 31) s_slots[level]++;")]
    [InlineData("s_slots[(int)(size & 31)]++;")]
    [InlineData("s_slots[(int)(size % 32)]++;")]
    [InlineData("s_slots[System.Numerics.BitOperations.Log2(size) / 2]++;")]
    [InlineData("s_slots[System.Numerics.BitOperations.Log2((uint)size)]++;")]
    [InlineData("s_slots[Math.Min((int)(size >> 40), 31) & 31]++;")]
    [InlineData("int slot = (int)(size % 40); if (slot >= 32) slot = 31; s_slots[slot]++;")]
    [InlineData("ulong rest = size; if (rest > 31) rest = 31; s_slots[(int)rest]++;")]
    [InlineData("for (int i = 0; i < 32; i++) s_slots[i]++;")]
    [InlineData("for (uint i = 0; i != 32; i++) s_slots[(int)i]++;")]
    [InlineData("for (int i = 31; i >= 0; i--) s_slots[i]++;")]
    [InlineData("uint count = Math.Min((uint)size, 32); for (uint i = 0; i < count; i++) s_slots[(int)i]++;")]
    // A condition that the analysis does not follow may limit the value.
    [InlineData("if (IsValid(size)) s_slots[(int)size]++;")]
    [InlineData("ulong sum = size * 8; if (sum < 256) s_slots[(int)size]++;")]
    [InlineData("ulong copy = size; if (copy < 32) s_slots[(int)size]++;")]
    [InlineData("bool isSmall = size < 32; if (isSmall) s_slots[(int)size]++;")]
    [InlineData("int choice = size > 7 ? 40 : 3; if (size <= 7) s_slots[choice]++;")]
    [InlineData("ulong other = size - (size & ~31UL); s_slots[(int)other]++;")]
    [InlineData("nuint local = size; nuint* address = &local; *address &= 31; s_slots[(int)local]++;")]
    [InlineData("Change(ref size); s_slots[(int)size]++; static void Change(ref nuint value) => value &= 31;")]
    [InlineData("Span<byte> buffer = stackalloc byte[16]; foreach (ref byte item in buffer) item = 1; buffer[^1] = 2;")]
    public Task AreInRangeOrUnknown(string statements) => Verify.Program(statements, Members);

    [Fact]
    public Task ProgramThatMayEndIsSilent() => Verify.Source("""
        using System.Runtime.CompilerServices;
        using Bpf;

        [BpfObject(License = "GPL")]
        static unsafe class Probe
        {
            [InlineArray(32)] struct Slots { ulong _first; }
            static Slots s_slots;

            [Uprobe("libc:malloc"), BpfExceptionResult(0)]
            static int OnMalloc(UprobeContext context, nuint size)
            {
                s_slots[(int)size]++;
                return 0;
            }
        }
        """);
}
