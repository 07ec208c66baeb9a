using static Bpf.Analyzers.Tests.Verify;

namespace Bpf.Analyzers.Tests;

/// <summary>Rules about the code of programs.</summary>
public sealed class LanguageTests
{
    [Theory]
    [InlineData("double {|BPF0100:x|} = 1.5;")]
    [InlineData("double {|BPF0100:x|} = (int)size * 2.0, {|BPF0100:y|} = 3;")]
    [InlineData("int x = (int)({|BPF0100:(int)size * 1.5|});")]
    [InlineData("if ((int)size > {|BPF0100:1.5|}) return 1;")]
    [InlineData("float {|BPF0100:x|} = 1; bool b = {|BPF0100:x|} > 2.5f;")]
    [InlineData("int x = (int){|BPF0100:Math.Sqrt((int)size)|};")]
    [InlineData("decimal {|BPF0100:x|} = 1m;")]
    [InlineData("Half {|BPF0100:x|} = default;")]
    [InlineData("var {|BPF0100:x|} = 1.0;")]
    public Task BPF0100(string statement) => Program(statement);

    [Theory]
    [InlineData("int x = (int)1.5;")]
    [InlineData("const double Pi = 3.14; int x = (int)(Pi * 2);")]
    [InlineData("bool b = 1.5 > 2;")]
    public Task BPF0100IgnoresConstants(string statement) => Program(statement);

    [Fact]
    public Task BPF0100Message() => Program(
        "float {|#0:x|} = 2.5f + (int)size;",
        "",
        Error("BPF0100", "Floating point is not available in BPF code ('float'); use integers, for example fixed point"));

    [Theory]
    [InlineData("string {|BPF0101:x|} = \"text\";")]
    [InlineData("Take({|BPF0101:\"text\"|});")]
    [InlineData("Take({|BPF0101:\"a\" + size|});")]
    [InlineData("int n = {|BPF0101:size.ToString()|}.Length;")]
    [InlineData("ReadOnlySpan<char> n = {|BPF0101:\"text\"|};")]
    public Task BPF0101(string statement) => Program(statement, "static void Take(string text) { }");

    [Theory]
    [InlineData("ReadOnlySpan<byte> x = \"text\"u8;")]
    [InlineData("System.Diagnostics.Debug.WriteLine(\"text\" + size);")]
    [InlineData("char c = 'x';")]
    public Task BPF0101Accepts(string statement) => Program(statement);

    [Fact]
    public Task BPF0101Message() => Program(
        "Take({|#0:\"text\"|});",
        "static void Take(string text) { }",
        Error("BPF0101", "Strings are not available in BPF code; use a \"...\"u8 literal or a fixed byte buffer"));

    [Theory]
    [InlineData("var {|BPF0103:x|} = new object();")]
    [InlineData("Take({|BPF0103:new object()|});")]
    [InlineData("List<int> {|BPF0103:x|} = new();")]
    [InlineData("{|BPF0103:s_host|}.Value = 1;")]
    [InlineData("int x = {|BPF0103:s_host|}.Value;")]
    [InlineData("var {|BPF0103:x|} = new { A = 1 };")]
    public Task BPF0103(string statement)
        => Program(statement, "class Host { public int Value; } static Host s_host; static void Take(object o) { }");

    [Theory]
    [InlineData("var x = new Stats { Count = 1 }; Stats y = default; y = x with { Count = 2 };")]
    [InlineData("Map.Update(1, new Stats());")]
    [InlineData("if (Map.TryGetRef(1, out BpfRef<Stats> stats)) stats.Value.Count++;")]
    [InlineData("Span<byte> buffer = stackalloc byte[16]; buffer[0] = 1;")]
    [InlineData("(int a, ulong b) = (1, 2UL); int? c = a;")]
    [InlineData("Interlocked.Increment(ref s_count);")]
    public Task BPF0103Accepts(string statement) => Program(statement, "static int s_count;");

    [Fact]
    public Task BPF0103Message() => Program(
        "Take({|#0:new List<int>()|});",
        "static void Take(object o) { }",
        Error("BPF0103", "'List<int>' is a reference type and cannot be created or used in BPF code; use a struct"));

    [Theory]
    [InlineData("if (size == 0) {|BPF0107:throw new ArgumentException(\"no \" + 1.5);|}")]
    [InlineData("int x = size > 1 ? 1 : {|BPF0107:throw new Exception()|};")]
    public Task BPF0107(string statement) => Program(statement);

    [Fact]
    public Task BPF0107Message() => Program(
        "if (size == 0) {|#0:throw null;|}", "", Error("BPF0107", "BPF code can only throw 'new BpfAbortException(result)', which ends the program; return a value instead"));

    [Fact]
    public Task BPF0108Catch() => Program(
        "{|#0:try|} { Interlocked.Increment(ref s_count); } catch (Exception) when (size > 1) { return 1; } catch { return 2; }",
        "static int s_count;",
        Error("BPF0108", "try/catch is not available in BPF code; nothing throws there, so remove the catch"));

    [Fact]
    public Task BPF0108AcceptsFinally() => Program("try { Interlocked.Increment(ref s_count); } finally { s_count = 0; }", "static int s_count;");

    [Fact]
    public Task BPF0112ThroughAnotherMethod() => Program(
        "First(1);",
        "static int First(int n) => Second(n); static int Second(int n) => n == 0 ? 0 : {|#0:First(n - 1)|};",
        Error("BPF0112", "BPF code cannot recurse: First → Second → First; use a bounded loop (called from BPF program 'OnMalloc': OnMalloc → First → Second)"));

    [Fact]
    public Task BPF0112DirectAndThroughMembers() => Program(
        "Direct(1); int x = new Node().Next; x = (new Node() + new Node()).Value;",
        """
        static void Direct(int n) => {|BPF0112:Direct(n - 1)|};
        struct Node
        {
            public int Value;
            public int Next => {|BPF0112:Next|} + 1;
            public static Node operator +(Node a, Node b) => {|BPF0112:a + b|};
        }
        """);

    [Fact]
    public Task BPF0112AcceptsSharedCallees() => Program("A(); B();", "static void A() => C(); static void B() => C(); static void C() { }");

    [Theory]
    [InlineData("{|BPF0140:ArgumentOutOfRangeException.ThrowIfNegative((int)size)|};")]
    [InlineData("{|BPF0140:ArgumentNullException.ThrowIfNull((void*)size)|};")]
    [InlineData("int x = {|BPF0140:Convert.ToInt32((ulong)size)|};")]
    [InlineData("byte x = {|BPF0140:Convert.ToByte((int)size)|};")]
    [InlineData("int x = {|BPF0140:int.CreateChecked((ulong)size)|};")]
    [InlineData("uint x = {|BPF0140:Convert.ToUInt32((short)size)|};")]
    [InlineData("int x = {|BPF0140:int.Parse(\"5\"u8)|};")]
    public Task BPF0140(string statement) => Program(statement);

    [Theory]
    [InlineData("long x = Convert.ToInt64((int)size) + Convert.ToInt32((short)size) + Convert.ToInt32(size > 3);")]
    [InlineData("int x = int.CreateChecked((ushort)size) + int.CreateSaturating((ulong)size) + int.CreateTruncating((ulong)size);")]
    [InlineData("int x = Convert.ToInt32('a');")]
    [InlineData("Check.ThrowIfNegative((int)size);")]
    public Task BPF0140Accepts(string statement) => Program(statement, "static class Check { public static void ThrowIfNegative(int x) { } }");

    [Fact]
    public Task BPF0140Message() => Program(
        "int x = {|#0:Convert.ToInt32((ulong)size)|};",
        "",
        Error("BPF0140", "'Convert.ToInt32' throws on failure, and BPF code cannot throw; test the range and return, or use a cast, which keeps the low bits"));
}
