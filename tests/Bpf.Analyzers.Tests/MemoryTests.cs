namespace Bpf.Analyzers.Tests;

/// <summary>Addresses that are followed, sizes for helpers, parts of spans, atomic operations and long loops.</summary>
public class MemoryTests
{
    private const string Members = """
        struct Point { public int X, Y; }
        [System.Runtime.InteropServices.StructLayout(System.Runtime.InteropServices.LayoutKind.Sequential, Pack = 1)]
        struct Packed { public byte Kind; public ulong Count; public int Small; public byte Last; public int After; }
        [BpfMap(MaxEntries = 16)] static readonly BpfHashMap<int, Packed> PackedMap = new();
        static ulong* s_kept;
        static Packed s_packed;
        static ulong s_hash;
        static int First(byte* text) => {|BPF0441:text[0]|};
        static int Own(byte* text) => text[0];
        """;

    [Theory]
    [InlineData("return {|BPF0441:((byte*)size)[3]|};")]
    [InlineData("byte* text = (byte*)size; return {|BPF0441:*text|};")]
    [InlineData("byte* text = (byte*)size + 4; for (int i = 0; i < 8; i++) if ({|BPF0441:text[i]|} == 0) return i;")]
    [InlineData("Point* point = (Point*)size; return {|BPF0441:point->Y|};")]
    [InlineData("ReadOnlySpan<byte> text = {|BPF0441:new ReadOnlySpan<byte>((byte*)size, 8)|}; return text[0];")]
    [InlineData("if (BpfHelpers.TryReadUser(size, out nuint next)) return {|BPF0441:*(int*)next|};")]
    [InlineData("if (Map.TryGetRef(1, out BpfRef<Stats> stats)) s_kept = (ulong*)Unsafe.AsPointer(ref stats.Value.Bytes); if (s_kept != null) {|BPF0441:*s_kept|} = 1;")]
    public Task AddressesAreFollowed(string statements) => Verify.Program(statements, Members.Replace("static int First(byte* text) => {|BPF0441:text[0]|};", ""));

    [Theory]
    [InlineData("int x = 3; int* own = &x; return *own;")]
    [InlineData("byte* buffer = stackalloc byte[8]; buffer[0] = 1; return buffer[0];")]
    [InlineData("byte* buffer = stackalloc byte[8]; buffer[0] = 1; return Own(buffer);")]
    [InlineData("Point* point = (Point*)size; return BpfHelpers.TryReadUser(&point->Y, out int y) ? y : 0;")]
    [InlineData("byte* text = (byte*)size; return BpfHelpers.TryReadUser(&text[4], out byte letter) ? letter : 0;")]
    [InlineData("if (Map.TryGetRef(1, out BpfRef<Stats> stats)) { ulong* bytes = (ulong*)Unsafe.AsPointer(ref stats.Value.Bytes); *bytes += 1; }")]
    public Task MemoryOfTheProgramIsFollowed(string statements)
        => Verify.Program(statements, Members.Replace("static int First(byte* text) => {|BPF0441:text[0]|};", ""));

    [Fact]
    public Task AddressesAreFollowedInMethods() => Verify.Program("return First((byte*)size);",
        "static int First(byte* text) => {|BPF0441:text[0]|};");

    [Theory]
    [InlineData("byte* buffer = stackalloc byte[64]; BpfHelpers.ProbeReadUser(buffer, {|BPF0443:(uint)size|}, (void*)size);")]
    [InlineData("byte* buffer = stackalloc byte[64]; uint count = Math.Min((uint)size, 65); BpfHelpers.ProbeReadUser(buffer, {|BPF0443:count|}, (void*)size);")]
    [InlineData("byte* buffer = stackalloc byte[64]; if (size < 100) BpfHelpers.ProbeReadUser(buffer, {|BPF0443:(uint)size|}, (void*)size);")]
    [InlineData("Span<byte> buffer = stackalloc byte[64]; BpfHelpers.TryReadUser(size, {|BPF0147:buffer[..(int)size]|});")]
    [InlineData("Span<byte> buffer = stackalloc byte[64]; int start = (int)(size & 127); BpfHelpers.TryReadUser(size, {|BPF0147:buffer[start..]|});")]
    [InlineData("Span<byte> buffer = stackalloc byte[64]; BpfHelpers.TryReadUser(size, {|BPF0147:buffer.Slice(0, (int)size)|});")]
    public Task SizesMayBeTooLarge(string statements) => Verify.Program(statements);

    [Theory]
    [InlineData("byte* buffer = stackalloc byte[64]; BpfHelpers.ProbeReadUser(buffer, Math.Min((uint)size, 64), (void*)size);")]
    [InlineData("byte* buffer = stackalloc byte[64]; if (size <= 64) BpfHelpers.ProbeReadUser(buffer, (uint)size, (void*)size);")]
    [InlineData("byte* buffer = stackalloc byte[64]; BpfHelpers.ProbeReadUser(buffer, (uint)size & 63, (void*)size);")]
    [InlineData("Span<byte> buffer = stackalloc byte[64]; if (size <= 64) BpfHelpers.TryReadUser(size, buffer[..(int)size]);")]
    [InlineData("Span<byte> buffer = stackalloc byte[64]; long length = BpfHelpers.ReadUserText(size, buffer); if (length > 0) s_sum += buffer[..(int)length].Length;", "static int s_sum;")]
    public Task SizesFit(string statements, string members = "") => Verify.Program(statements, members);

    [Theory]
    [InlineData("if (PackedMap.TryGetRef(1, out BpfRef<Packed> found)) Interlocked.Increment(ref {|BPF0444:found.Value.Count|});")]
    [InlineData("Interlocked.Increment(ref {|BPF0444:s_packed.After|});")]
    [InlineData("Interlocked.Add(ref s_hash, 3);")]
    [InlineData("if (Map.TryGetRef(1, out BpfRef<Stats> stats)) { Interlocked.Increment(ref stats.Value.Count); Interlocked.Increment(ref stats.Value.Bytes); }")]
    [InlineData("{|BPF0442:for|} (uint i = 0; i < 10_000_000; i++) s_hash ^= s_hash * 31 + i;")]
    [InlineData("for (uint i = 0; i < 10_000_000; i++) s_hash += i;")]
    [InlineData("for (uint i = 0; i < 1_000; i++) s_hash ^= s_hash * 31 + i;")]
    public Task PlacesOfAtomicOperationsAndRounds(string statements) => Verify.Program(statements,
        Members.Replace("static int First(byte* text) => {|BPF0441:text[0]|};", ""));

    [Theory]
    [InlineData("[BpfGlobalFunc] static int {|BPF0021:Mix|}(int a, int b, int c, int d, int e, int f) => a + b + c + d + e + f;")]
    [InlineData("[BpfGlobalFunc] static void {|BPF0021:Mix|}(int a) { }")]
    [InlineData("[BpfGlobalFunc] static int {|BPF0021:Mix|}<T>(int a) => a;")]
    [InlineData("[BpfGlobalFunc] static int Mix(int a, int b, int c, int d, int e) => a + b + c + d + e;")]
    public Task BPF0021(string members) => Verify.Program("", members);

    [Fact]
    public Task BPF0403OfReads() => Verify.Program(
        "Other* other = (Other*)BpfHelpers.GetCurrentTask(); Task* task = (Task*)other; return Core.Read({|BPF0403:in other->Id|}) + Core.Read(in task->Id);",
        """
        struct Other { public int Id; }
        [KernelStruct("task_struct")] struct Task { [KernelField("pid")] public int Id; }
        """);
}
