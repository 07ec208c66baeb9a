using static Bpf.Analyzers.Tests.Verify;

namespace Bpf.Analyzers.Tests;

/// <summary>Rules about mistakes that constants reveal.</summary>
public sealed class ConstantTests
{
    private const string Counters = "static long s_sum, s_count, s_average, s_shared; static long s_from = 1;";

    private const string Members = """
        [InlineArray(16)] struct Text { byte _first; }
        struct Event { public int Pid; public Text Name; public fixed byte Path[32]; }
        static readonly ulong[] Buckets = new ulong[10];
        static readonly int[] Primes = [2, 3, 5, 7];
        static ReadOnlySpan<byte> Verb => "GET"u8;
        static ReadOnlySpan<int> Powers => [1, 2, 4, 8];
        [BpfMap(MaxEntries = 4)] static readonly BpfProgramArray Next = new();
        [BpfMap(MaxEntries = 10)] static readonly BpfArray<ulong> Counts = new();
        [BpfMap(ByteSize = 4096)] static readonly BpfRingBuffer<ulong> Bytes = new();
        static void Use(Span<byte> span) { }
        """;

    [Theory]
    [InlineData("Span<byte> b = stackalloc byte[16]; b[{|BPF0142:16|}] = 1;")]
    [InlineData("Span<byte> b = stackalloc byte[16]; b[{|BPF0142:-1|}] = 1;")]
    [InlineData("Span<byte> b = stackalloc byte[16]; b[{|BPF0142:^17|}] = 1;")]
    [InlineData("Span<byte> b = stackalloc byte[16]; b[{|BPF0142:^0|}] = 1;")]
    [InlineData("const int Size = 8; Span<byte> b = stackalloc byte[Size]; b[{|BPF0142:Size|}] = 1;")]
    [InlineData("Span<int> b = stackalloc[] { 1, 2, 3 }; int x = b[{|BPF0142:3|}];")]
    [InlineData("Span<int> b = stackalloc int[] { 1, 2, 3 }; int x = b[{|BPF0142:3|}];")]
    [InlineData("byte* p = stackalloc byte[16]; p[{|BPF0142:16|}] = 1;")]
    [InlineData("byte* p = stackalloc byte[16]; p[{|BPF0142:-1|}] = 1;")]
    [InlineData("byte* p = stackalloc byte[16]; *(p + {|BPF0142:16|}) = 1;")]
    [InlineData("int x = \"GET\"u8[{|BPF0142:3|}];")]
    [InlineData("int x = Verb[{|BPF0142:3|}];")]
    [InlineData("int x = Powers[{|BPF0142:4|}];")]
    [InlineData("ulong x = Buckets[{|BPF0142:10|}];")]
    [InlineData("int x = Primes[{|BPF0142:4|}] + Primes[{|BPF0142:^5|}];")]
    [InlineData("Event e = default; e.Path[{|BPF0142:32|}] = 1;")]
    [InlineData("Event e = default; Span<byte> name = e.Name; name[{|BPF0142:16|}] = 1;")]
    [InlineData("Event e = default; Use(e.Name[{|BPF0142:4..2|}]);")]
    [InlineData("Span<byte> b = stackalloc byte[16]; Use(b[{|BPF0142:8..17|}]);")]
    [InlineData("Span<byte> b = stackalloc byte[16]; Use(b[{|BPF0142:17..|}]);")]
    [InlineData("Span<byte> b = stackalloc byte[16]; Use(b[{|BPF0142:..^17|}]);")]
    [InlineData("Span<byte> b = stackalloc byte[16]; Span<byte> half = b[..8]; half[{|BPF0142:8|}] = 1;")]
    [InlineData("Span<byte> b = stackalloc byte[16]; Span<byte> rest = b.Slice(12); rest[{|BPF0142:4|}] = 1;")]
    [InlineData("Span<byte> b = stackalloc byte[16]; Use(b.Slice({|BPF0142:12|}, 5));")]
    [InlineData("Span<byte> b = stackalloc byte[16]; Use(b.Slice({|BPF0142:17|}));")]
    [InlineData("Span<byte> b = stackalloc byte[16]; Use(b.Slice({|BPF0142:(int)size|}, 17));")]
    [InlineData("Span<byte> b = stackalloc byte[16]; Span<byte> s = stackalloc byte[8]; {|BPF0142:b.CopyTo(s)|};")]
    [InlineData("byte* p = stackalloc byte[8]; Span<byte> b = new(p, 8); b[{|BPF0142:8|}] = 1;")]
    [InlineData("Span<byte> b = stackalloc byte[16]; for (int i = 0; i <= 16; i++) b[{|BPF0142:i|}] = 1;")]
    [InlineData("Span<byte> b = stackalloc byte[16]; for (int i = 0; i < 16; i += 2) { b[i] = 1; b[{|BPF0142:i + 2|}] = 2; }")]
    [InlineData("ulong sum = 0; for (int i = 1; i <= 10; ++i) sum += Buckets[{|BPF0142:i|}];")]
    [InlineData("Span<byte> b = stackalloc byte[16]; for (int i = 0; i <= b.Length; i++) b[{|BPF0142:i|}] = 1;")]
    [InlineData("ulong sum = 0; for (int i = 0; i < Buckets.Length; i++) sum += Buckets[{|BPF0142:i + 1|}];")]
    [InlineData("for (uint i = 0; i <= 4; i++) Next.TailCall(context, {|BPF0142:i|});")]
    [InlineData("if (Bytes.Reserve({|BPF0142:5000|}, out BpfDynptr record) == 0) size++; Bytes.Discard(ref record);")]
    [InlineData("Next.TailCall(context, {|BPF0142:4|});")]
    [InlineData("if (Counts.TryGetRef({|BPF0142:10|}, out BpfRef<ulong> count)) count.Value++;")]
    [InlineData("Counts.Update({|BPF0142:-1|}, 5);")]
    public Task BPF0142(string statement) => Program(statement, Members);

    [Theory]
    [InlineData("Span<byte> b = stackalloc byte[16]; b[15] = b[^16]; Use(b[16..]); Use(b[..16]); Use(b[^16..]); Use(b.Slice(16, 0));")]
    [InlineData("Span<byte> b = stackalloc byte[16]; b = b[..4]; b[(int)size & 3] = 1; b = stackalloc byte[32]; b[20] = 1;")]
    [InlineData("Span<byte> b = stackalloc byte[16]; if (b.Length > 20) b[20] = 1;")]
    [InlineData("Span<byte> b = stackalloc byte[16]; const bool Wide = false; if (Wide) b[20] = 1;")]
    [InlineData("byte* p = stackalloc byte[16]; p += 8; p[-1] = 1; p[7] = 2;")]
    [InlineData("byte* p = stackalloc byte[16]; byte* end = p + 16; end[-1] = 1;")]
    [InlineData("Span<byte> b = stackalloc byte[16]; for (int i = 0; i <= 16; i++) { if (i == 16) break; b[i] = 1; }")]
    [InlineData("Span<byte> b = stackalloc byte[16]; for (int i = 0; i <= 16; i++) if (i < 16) b[i] = 1;")]
    [InlineData("Span<byte> b = stackalloc byte[16]; for (int i = 0; i < 17 && b[i] != 0; i++) b[i & 15] = 1;")]
    [InlineData("Span<byte> b = stackalloc byte[16]; for (int i = 0; i < 15; i++) b[i + 1] = b[i];")]
    [InlineData("ulong sum = Buckets[9] + Buckets[(int)size & 7]; int x = Primes[^4] + Verb[2] + Powers[3];")]
    [InlineData("Next.TailCall(context, 3); Counts.Update(9, 5); for (uint i = 0; i < 4; i++) Next.TailCall(context, i);")]
    [InlineData("Span<byte> b = stackalloc byte[16]; for (int i = 0; i < b.Length; i++) b[i] = b[^1]; for (int i = 0; i < b.Length - 1; i++) b[i] = b[i + 1];")]
    [InlineData("if (Bytes.Reserve(4000, out BpfDynptr record) == 0) size++; Bytes.Discard(ref record);")]
    [InlineData("Event e = default; e.Path[31] = e.Name[15]; Use(e.Name[..16]);")]
    [InlineData("Map.Update(20, default);")]
    public Task BPF0142Accepts(string statement) => Program(statement, Members);

    [Fact]
    public Task BPF0142Message() => Program(
        "Span<byte> name = stackalloc byte[16]; name[{|#0:16|}] = 1; Use(name[{|#1:4..20|}]); Next.TailCall(context, {|#2:4|});",
        Members,
        Error("BPF0142", "Index 16 is out of range: 'name' has 16 elements"),
        Error("BPF0142", "Range 4..20 is out of range: 'name' has 16 elements", 1),
        Error("BPF0142", "Index 4 is out of range: 'Next' has 4 entries", 2));

    [Theory]
    [InlineData("const int Buckets = 0; int x = {|BPF0144:(int)size % Buckets|};")]
    [InlineData("const uint Zero = 0; uint x = {|BPF0144:(uint)size % Zero|};")]
    [InlineData("const long Zero = 0; long x = (long)size; {|BPF0144:x %= Zero|};")]
    [InlineData("var x = {|BPF0144:Math.DivRem((int)size, 0)|};")]
    public Task BPF0144(string statement) => Program(statement);

    [Theory]
    [InlineData("const int Buckets = 16; int x = (int)size % Buckets / 3;")]
    [InlineData("int buckets = 0; int x = (int)size; buckets = x; x /= buckets;")]
    public Task BPF0144Accepts(string statement) => Program(statement);

    [Theory]
    [InlineData("s_average = {|BPF0151:s_sum / s_count|}; s_count++;")]
    [InlineData("s_sum += (long)size; s_average = {|BPF0151:s_sum % s_count|}; s_count += 2;")]
    [InlineData("{|BPF0151:s_average /= (s_count)|}; s_count = (long)size;")]
    [InlineData("if (size > 5) s_sum++; s_average = {|BPF0151:Math.DivRem(s_sum, s_count)|}.Quotient; s_count++;")]
    public Task DivisorIsZeroAtFirst(string statements) => Program(statements, Counters);

    [Theory]
    [InlineData("s_count++; s_average = s_sum / s_count;")]
    [InlineData("s_average = s_sum / s_count;")] // set by user space
    [InlineData("if (s_count != 0) s_average = s_sum / s_count; s_count++;")]
    [InlineData("s_average = s_sum > 0 ? s_sum / s_count : 0; s_sum++; s_count++;")]
    [InlineData("if (s_sum == 0) { s_sum = 5; s_count = 1; return 0; } s_average = s_sum / s_count; s_count++;")]
    [InlineData("if (s_sum == 0) return 0; s_average = s_sum / s_count; s_count++;")]
    [InlineData("s_average = s_sum / s_from; s_from++;")]
    [InlineData("s_average = s_sum / s_shared; s_shared++;")]
    [InlineData("for (int i = 0; i < 4; i++) { if (i > 0) s_average = s_sum / s_count; s_count++; }")]
    public Task DivisorMayBeSet(string statements) => Program(
        statements, Counters + " [Uretprobe(\"libc:malloc\")] static int OnReturn(UretprobeContext context) { s_shared++; return 0; }");

    [Theory]
    [InlineData("Span<byte> text = stackalloc byte[8]; BpfHelpers.ReadUserText(size, {|BPF0448:text[..0]|});")]
    [InlineData("Span<byte> text = stackalloc byte[8]; BpfHelpers.ReadUserText(size, {|BPF0448:text.Slice(3, 0)|});")]
    [InlineData("BpfHelpers.ReadUserText(size, {|BPF0448:Span<byte>.Empty|});")]
    [InlineData("BpfHelpers.ReadUserText(size, {|BPF0448:default|});")]
    [InlineData("Span<byte> text = stackalloc byte[0]; BpfHelpers.ReadUserText(size, {|BPF0448:text|});")]
    [InlineData("Span<byte> text = default; text = stackalloc byte[8]; BpfHelpers.ReadUserText(size, text);")]
    [InlineData("Span<byte> text = stackalloc byte[8]; BpfHelpers.ReadUserText(size, text[1..]);")]
    public Task EmptyBuffers(string statements) => Program(statements);

    private const string Records = """
        public struct Record { public int Pid; public int Tid; public ulong Size; }
        [BpfMap(ByteSize = 65536)] static readonly BpfRingBuffer<Record> Events = new();
        [BpfMap(MaxEntries = 16)] static readonly BpfHashMap<int, Record> Last = new();
        static Record s_last;
        static void Fill(ref Record record) => record = default;
        """;

    [Theory]
    [InlineData("Unsafe.SkipInit(out Record e); e.Size = size; Events.Output({|BPF0145:e|});")]
    [InlineData("Unsafe.SkipInit(out Record e); e.Size = size; e.Pid = 1; Events.Output(in {|BPF0145:e|});")]
    [InlineData("Record e; Unsafe.SkipInit(out e); e.Size = size; Last.Update(3, {|BPF0145:e|});")]
    [InlineData("Unsafe.SkipInit(out Record e); e.Size = size; s_last = {|BPF0145:e|};")]
    [InlineData("Unsafe.SkipInit(out Record e); e.Size = size; if (Events.TryReserve(out BpfRef<Record> r)) { r.Value = {|BPF0145:e|}; Events.Submit(r); }")]
    public Task BPF0145(string statement) => Program(statement, Records);

    [Theory]
    [InlineData("Unsafe.SkipInit(out Record e); e.Size = size; e.Pid = 1; e.Tid = 2; Events.Output(e);")]
    [InlineData("Unsafe.SkipInit(out Record e); e = new Record { Size = size }; Events.Output(e);")]
    [InlineData("Unsafe.SkipInit(out Record e); Fill(ref e); Events.Output(e);")]
    [InlineData("Unsafe.SkipInit(out Record e); e.Size = size; s_last.Size = e.Size;")]
    [InlineData("Unsafe.SkipInit(out Record e); e.Size = size; BpfHelpers.TryReadUser((ulong)size, out e.Pid); Interlocked.Exchange(ref e.Tid, 3); Events.Output(e);")]
    [InlineData("Record e = default; e.Size = size; Events.Output(e);")]
    public Task BPF0145Accepts(string statement) => Program(statement, Records);

    [Fact]
    public Task BPF0145Message() => Program(
        "Unsafe.SkipInit(out Record e); e.Size = size; Events.Output({|#0:e|});",
        Records,
        Warning("BPF0145", "'e' is used as a whole, but Unsafe.SkipInit leaves it uninitialized and nothing sets 'Pid', 'Tid'"));

    [Theory]
    [InlineData("scoped Span<long> kept = default; for (int i = 0; i < 4; i++) { Span<long> t = stackalloc long[1]; t[0] = i; if (i == 0) kept = {|BPF0148:t|}; } return (int)kept[0];")]
    [InlineData("scoped Span<long> kept = default; for (int i = 0; i < 4; i++) { Span<long> t = stackalloc long[4]; if (i == 1) kept = {|BPF0148:t[..2]|}; } return kept.Length;")]
    public Task BPF0148(string statement) => Program(statement);

    [Theory]
    [InlineData("Span<long> kept = stackalloc long[1]; for (int i = 0; i < 4; i++) { Span<long> t = stackalloc long[1]; t[0] = i; if (i == 0) t.CopyTo(kept); } return (int)kept[0];")]
    [InlineData("for (int i = 0; i < 4; i++) { Span<long> t = stackalloc long[4]; scoped Span<long> half = t; half = t[..2]; half[0] = i; }")]
    [InlineData("scoped Span<long> kept = default; Span<long> t = stackalloc long[1]; for (int i = 0; i < 4; i++) { if (i == 0) kept = t; } return (int)kept[0];")]
    [InlineData("scoped Span<long> kept = default; if (size > 4) { Span<long> t = stackalloc long[1]; kept = t; } return kept.Length;")]
    public Task BPF0148Accepts(string statement) => Program(statement);

    [Fact]
    public Task BPF0148Message() => Program(
        "scoped Span<long> kept = default; for (int i = 0; i < 4; i++) { Span<long> t = stackalloc long[1]; if (i == 0) kept = {|#0:t|}; } return kept.Length;",
        "",
        Warning("BPF0148", "Every iteration of the loop reuses the memory of this stackalloc, so the next one overwrites what 'kept' refers to; copy the contents, or move the stackalloc out of the loop"));

    [Theory]
    [InlineData("Span<byte> b = stackalloc byte[16]; if ({|BPF0146:b.SequenceEqual(\"sshd\"u8)|}) return 1;")]
    [InlineData("ReadOnlySpan<byte> b = stackalloc byte[2]; if ({|BPF0146:b.SequenceEqual(\"sshd\"u8)|}) return 1;")]
    [InlineData("Span<byte> b = stackalloc byte[3]; if ({|BPF0146:b.StartsWith(\"sshd\"u8)|}) return 1;")]
    [InlineData("Span<byte> b = stackalloc byte[3]; if ({|BPF0146:b.EndsWith(\"sshd\"u8)|}) return 1;")]
    [InlineData("Event e = default; if ({|BPF0146:((ReadOnlySpan<byte>)e.Name).SequenceEqual(\"sshd\"u8)|}) return 1;")]
    [InlineData("Event e = default; if ({|BPF0146:e.Name[..5].SequenceEqual(\"sshd\"u8)|}) return 1;")]
    [InlineData("Event e = default; if ({|BPF0146:MemoryExtensions.SequenceEqual(e.Name[..], Verb)|}) return 1;")]
    [InlineData("Span<byte> b = stackalloc byte[16]; if ({|BPF0146:b.SequenceCompareTo(\"sshd\"u8)|} == 0) return 1;")]
    public Task BPF0146(string statement) => Program(statement, Members);

    [Theory]
    [InlineData("Span<byte> b = stackalloc byte[16]; if (b[..4].SequenceEqual(\"sshd\"u8) || b.StartsWith(\"ss\"u8) || b.EndsWith(\"d\"u8)) return 1;")]
    [InlineData("Span<byte> b = stackalloc byte[16]; if (b[..((int)size & 15)].SequenceEqual(\"sshd\"u8)) return 1;")]
    [InlineData("Span<byte> b = stackalloc byte[16]; if (b.TextEquals(\"sshd\"u8) || b.SequenceCompareTo(\"sshd\"u8) < 0) return 1;")]
    public Task BPF0146Accepts(string statement) => Program(statement, Members);

    [Fact]
    public Task BPF0146MessageOfAShorterBuffer() => Program(
        "Span<byte> b = stackalloc byte[3]; if ({|#0:b.StartsWith(\"sshd\"u8)|}) return 1;",
        "",
        Warning("BPF0146", "'StartsWith' of 3 and 4 elements is always false: the first has no room for 4"));

    [Fact]
    public Task BPF0146Message() => Program(
        "Span<byte> b = stackalloc byte[16]; if ({|#0:b.SequenceEqual(\"sshd\"u8)|}) return 1;",
        "",
        Warning("BPF0146", "'SequenceEqual' of 16 and 4 elements is always false; for text in a longer buffer use TextEquals, which stops at the zero byte"));
}
