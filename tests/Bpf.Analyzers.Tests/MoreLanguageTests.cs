using Microsoft.CodeAnalysis.Testing;
using static Bpf.Analyzers.Tests.Verify;

namespace Bpf.Analyzers.Tests;

/// <summary>Rules about objects, calls, arithmetic and control flow in the code of programs.</summary>
public sealed class MoreLanguageTests
{
    [Theory]
    [InlineData("Take({|BPF0102:new int[4]|});")]
    [InlineData("Take({|BPF0102:new[] { 1, 2 }|});")]
    [InlineData("Take({|BPF0102:[1, 2]|});")]
    [InlineData("Span<int> x = {|BPF0102:new int[4]|};")]
    public Task BPF0102(string statement) => Program(statement, "static void Take(int[] array) { }");

    [Theory]
    [InlineData("ReadOnlySpan<int> x = new int[] { 1, 2, 3 };")]
    [InlineData("ReadOnlySpan<byte> x = [1, 2, 3];")]
    [InlineData("Span<byte> x = stackalloc byte[8];")]
    [InlineData("int x = s_table[(int)size & 3];")]
    public Task BPF0102Accepts(string statement) => Program(statement, "static readonly int[] s_table = [1, 2, 3, 4];");

    [Fact]
    public Task BPF0102Message() => Program("Take({|#0:new int[4]|});", "static void Take(int[] array) { }",
        Error("BPF0102", "Arrays cannot be created or passed in BPF code; use stackalloc, an [InlineArray] struct, a map, or a static readonly array with constant elements"));

    [Theory]
    [InlineData("object {|BPF0103:x|} = {|BPF0104:1|};")]
    [InlineData("Take({|BPF0104:size|});")]
    [InlineData("IComparable {|BPF0103:x|} = {|BPF0104:size|};")]
    public Task BPF0104(string statement) => Program(statement, "static void Take(object o) { }");

    [Fact]
    public Task BPF0104AcceptsFlags() => Program(
        "bool b = MethodImplOptions.NoInlining.HasFlag(MethodImplOptions.NoInlining);");

    [Fact]
    public Task BPF0104Message() => Program("Take({|#0:size|});", "static void Take(object o) { }",
        Error("BPF0104", "'nuint' cannot be boxed in BPF code; use the value itself or a generic method"));

    [Theory]
    [InlineData("Func<int> {|BPF0106:f|} = () => 1;")]
    [InlineData("Take({|BPF0106:() => 1|});")]
    [InlineData("Take({|BPF0106:Make|});")]
    public Task BPF0106(string statement) => Program(statement, "static void Take(Func<int> f) { } static int Make() => 1;");

    [Fact]
    public Task BPF0106AcceptsAddresses() => Program(
        "Take(&Callback);", "static void Take(delegate*<void*, void*, long> callback) { } static long Callback(void* a, void* b) => 0;");

    [Theory]
    [InlineData("BpfHelpers.Loop(9, static (index, ref sum) => { sum += index; return BpfLoopResult.Continue; }, ref sum);")]
    [InlineData("BpfHelpers.Loop(9, (index, ref sum) => { uint twice = index * 2; sum += twice; return BpfLoopResult.Continue; }, ref sum);")]
    [InlineData("BpfHelpers.Loop<ulong>(9, Add, ref sum);")]
    [InlineData("BpfHelpers.Loop(9, {|BPF0106:(index, ref sum) => { sum += size; return BpfLoopResult.Continue; }|}, ref sum);")]
    public Task BPF0106AcceptsCallbacksWithoutState(string statement) => Program(
        "ulong sum = 0; " + statement, "static BpfLoopResult Add(uint index, ref ulong sum) { sum += index; return BpfLoopResult.Continue; }");

    [Fact]
    public Task LocksTimersArenasAndGlobalFunctionsAreNotReported() => Source("""
        using Bpf;

        [BpfObject(License = "GPL")]
        static class Everything
        {
            public struct Element { public BpfSpinLock Lock; public long Sum; }
            public struct Alarm { public BpfTimer Timer; public long Ticks; }
            public struct Node { public long Value; public BpfArenaPointer<Node> Next; }
            public struct Call { public long A; }

            [BpfMap(MaxEntries = 1)] static readonly BpfArray<Element> Elements = new();
            [BpfMap(MaxEntries = 1)] static readonly BpfHashMap<int, Alarm> Alarms = new();
            [BpfMap(MaxEntries = 4)] static readonly BpfArena Arena = new();
            [BpfMap(ByteSize = 4096)] static readonly BpfUserRingBuffer Requests = new();

            [SyscallProgram]
            static int Run(ref Call call)
            {
                if (Elements.TryGetRef(0, out BpfRef<Element> element))
                {
                    using (element.Value.Lock.EnterScope())
                        element.Value.Sum++;
                }

                if (Alarms.TryGetRef(1, out BpfRef<Alarm> alarm))
                {
                    alarm.Value.Timer.Initialize(Alarms);
                    alarm.Value.Timer.SetCallback(Alarms, static (map, ref key, ref value) => value.Ticks += key);
                    alarm.Value.Timer.Start(1000);
                }

                BpfArenaPointer<Node> node = Arena.Allocate<Node>(1);
                if (!node.IsNull)
                    node.Value.Value = Twice(call.A);

                long sum = 0;
                Requests.Drain(static (ref record, ref sum) => record.TryRead(0, out long value) && (sum += value) > 9 ? BpfLoopResult.Break : BpfLoopResult.Continue, ref sum);
                Alarms.ForEach(Count, ref sum);
                return (int)sum;
            }

            [BpfGlobalFunc]
            static long Twice(long x) => x * 2;

            static BpfLoopResult Count(BpfKeyedMap<int, Alarm> map, ref int key, ref Alarm alarm, ref long sum)
            {
                sum += alarm.Ticks;
                return BpfLoopResult.Continue;
            }
        }
        """);

    [Fact]
    public Task BPF0106Message() => Program("Take({|#0:() => 1|});", "static void Take(Func<int> f) { }",
        Error("BPF0106", "Delegates are not available in BPF code; pass a static lambda or a static method directly to a method that calls back, such as BpfHelpers.Loop"));

    [Fact]
    public Task BPF0106ReachesCallbacks() => Program(
        "Take(&Callback);", "static void Take(delegate*<void*, void*, long> callback) { } static long Callback(void* a, void* b) => {|BPF0107:throw null|};");

    [Fact]
    public Task BPF0110() => Program("foreach (int x in {|BPF0131:Numbers()|}) { }", "static IEnumerable<int> Numbers() { {|#0:yield return 1;|} }",
        Error("BPF0110", "'Numbers' is an async or iterator method, which is not available in BPF code (called from BPF program 'OnMalloc': OnMalloc → Numbers)"));

    [Theory]
    [InlineData("Take({|BPF0111:typeof(int)|});")]
    [InlineData("bool b = typeof(int) == typeof(uint);")]
    [InlineData("bool b = EqualityComparer<int>.Default.Equals(1, (int)size);")]
    public Task BPF0111(string statement) => Program(statement, "static void Take(Type type) { }");

    [Fact]
    public Task BPF0113() => Program("delegate*<int, int> f = &Twice; int x = {|#0:f(1)|};", "static int Twice(int x) => 2 * x;",
        Error("BPF0113", "Function pointers cannot be called in BPF code; they can only be passed to a helper that calls them"));

    [Theory]
    [InlineData("int x = checked({|BPF0115:(int)size|});")]
    [InlineData("checked { ulong x = {|BPF0115:(ulong)size + 1|}; }")]
    [InlineData("int x = unchecked((int)size);")]
    [InlineData("const int X = checked(1 + 2);")]
    public Task BPF0115(string statement) => Program(statement);

    [Fact]
    public Task BPF0115Message() => Program("int y = 1; int x = checked({|#0:y + 1|});", "",
        Error("BPF0115", "Checked arithmetic cannot report an overflow in BPF code; use unchecked arithmetic and compare first"));

    [Theory]
    [InlineData("Int128 {|BPF0116:x|} = 1;")]
    [InlineData("ulong x = (ulong)({|BPF0116:(UInt128)size * 3|});")]
    public Task BPF0116(string statement) => Program(statement);

    [Fact]
    public Task BPF0117() => Program("int n = (int)size; Span<byte> x = stackalloc byte[{|#0:n|}];", "",
        Error("BPF0117", "The size of a stackalloc must be a constant in BPF code"));

    [Theory]
    [InlineData("byte* x = stackalloc byte[64]; Span<int> y = stackalloc int[] { 1, 2 }; const int N = 8; Span<byte> z = stackalloc byte[N * 2];")]
    [InlineData("const byte N = 8; Span<byte> x = stackalloc byte[N]; byte* y = stackalloc byte[N];")]
    [InlineData("const sbyte A = 8; const ushort B = 8; const short C = 8; const char D = 'a'; Span<byte> x = stackalloc byte[A], y = stackalloc byte[B], z = stackalloc byte[C], w = stackalloc byte[D];")]
    [InlineData("const uint A = 8; const long B = 8; const ulong C = 8; byte* x = stackalloc byte[(int)A], y = stackalloc byte[(int)B], z = stackalloc byte[(int)C];")]
    public Task BPF0117Accepts(string statement) => Program(statement);

    [Fact]
    public Task BPF0118() => Source(
        """
        using System;
        using Bpf;
        [BpfObject] static class Probe
        {
            [System.Runtime.CompilerServices.InlineArray(64)] struct Buffer { ulong _first; }
            [Uprobe("libc:malloc")] static int {|#0:OnMalloc|}(int size) { Buffer buffer = default; Span<byte> more = stackalloc byte[8]; return (int)buffer[size & 7] + more[0]; }
            [Uprobe("libc:malloc")] static int Fits() { Span<byte> more = stackalloc byte[256]; return more[0]; }
            [Uprobe("libc:malloc")] static int OneElement() { Buffer buffer = s_buffer; Span<byte> more = stackalloc byte[8]; return (int)buffer[3] + more[0]; }
            [Uprobe("libc:malloc")] static int Whole() { Span<byte> all = stackalloc byte[512]; int number = all[3]; return number; }
            [Uprobe("libc:malloc")] static int {|BPF0118:Given|}() { Buffer buffer = s_buffer; Span<byte> more = stackalloc byte[8]; return Take(in buffer) + more[0]; }
            static int Take(in Buffer buffer) => (int)buffer[1];
            static Buffer s_buffer;
        }
        """,
        Warning("BPF0118", "The locals of 'OnMalloc' need about 520 bytes; the BPF stack has 512. Keep large data in a per-CPU array map"));

    [Fact]
    public Task BPF0121() => Program(
        "int x = (int)size {|#0:switch|} { 1 => 2, 2 => 3 }; int y = (int)size switch { 1 => 2, _ => 3 };", "",
        Warning("BPF0121", "The switch expression does not handle every value; the others evaluate to the default value in BPF code; add a '_ =>' arm"));

    [Theory]
    [InlineData("{|BPF0123:while|} (true) { s_count++; }")]
    [InlineData("{|BPF0123:for|} (uint i = 10; i >= 0; i--) s_count++;")]
    [InlineData("{|BPF0123:while|} (BpfHelpers.TryReadUser(size++, out byte letter) && letter != 0) s_count++;")]
    [InlineData("{|BPF0123:for|} (;;) { if (s_count == (int)size) break; }")]
    [InlineData("{|BPF0123:for|} (int i = 0; i < (int)size; i++) s_count++;")]
    [InlineData("{|BPF0123:do|} { s_count++; } while (s_count < (int)size);")]
    [InlineData("{|BPF0123:while|} (size != 0) { s_count++; if (!BpfHelpers.TryReadUser(size, out size)) break; }")]
    [InlineData("while (size != 0) { if (++s_count == 32 || !BpfHelpers.TryReadUser(size, out size)) break; }")]
    [InlineData("for (int i = 0; i < Size; i++) s_count++;")]
    [InlineData("for (int i = 0; i < Twice; i++) s_count++;")]
    [InlineData("var limits = new Limits(16); for (int i = 0; i < limits.Rounds; i++) s_count++;")]
    [InlineData("for (int i = 0; i < new Limits(16).Rounds; i++) s_count++;")]
    [InlineData("var limits = new Limits((int)size); {|BPF0123:for|} (int i = 0; i < limits.Rounds; i++) s_count++;")]
    [InlineData("s_count += Rounds<Eight>(0); static int Rounds<T>(int sum) where T : ILimit { for (int i = 0; i < T.Limit; i++) sum += s_count; return sum; }")]
    [InlineData("bool done = false; int i = 0; while (!done) { if (++i >= 16) done = true; }")]
    [InlineData("int left = 8; while (true) { if (left == 0) break; s_count++; left--; }")]
    [InlineData("for (int i = 0; i < 16; i++) s_count++;")]
    [InlineData("for (int i = 0; i < (int)size && i < 16; i++) s_count++;")]
    [InlineData("while (true) { if (s_count++ >= 16) break; }")]
    [InlineData("Span<byte> x = stackalloc byte[4]; for (int i = 0; i < x.Length; i++) x[i] = 1; foreach (byte b in x) s_count += b;")]
    [InlineData("for (int i = 0; i < s_limit; i++) s_count++;")]
    [InlineData("for (int i = 0; i < ((int)size & 63); i++) s_count++;")]
    [InlineData("for (int i = 0; i < Math.Min((int)size, 63); i++) s_count++;")]
    [InlineData("unsafe { byte* end = (byte*)size; {|BPF0123:for|} (byte* p = (byte*)1; p < end; p++) s_count++; }")]
    [InlineData("int n = Math.Max((int)size, 16); {|BPF0123:for|} (int i = 0; i < n; i++) s_count++;")]
    [InlineData("int n = (int)size; if (n > 0) {|BPF0123:for|} (int i = 0; i < n; i++) s_count++;")]
    [InlineData("int n = (int)size; if (n < 64) return 1; {|BPF0123:for|} (int i = 0; i < n; i++) s_count++;")]
    [InlineData("int n = (int)size; if (n > 64) s_count = 2; {|BPF0123:for|} (int i = 0; i < n; i++) s_count++;")]
    [InlineData("int i = 0; {|BPF0123:while|} (i < (int)size) i++;")]
    [InlineData("int n = 8; Change(ref n, size); {|BPF0123:for|} (int i = 0; i < n; i++) s_count++;")]
    [InlineData("int n = (int)size & 7; n += (int)size; {|BPF0123:for|} (int i = 0; i < n; i++) s_count++;")]
    [InlineData("Bounded(4); Open((int)size); Open(3);")]
    [InlineData("int n = (int)size & 7; n += 5; for (int i = 0; i < n; i++) s_count++;")]
    [InlineData("int n = (int)size; if (!(n <= 64)) return 1; for (int i = 0; i < n; i++) s_count++;")]
    [InlineData("int n = (int)size; if (n is < 0 or > 64) return 1; else { for (int i = 0; i < n; i++) s_count++; }")]
    [InlineData("uint n = (uint)size >> 20; for (uint i = 0; i < n; i++) s_count++;")]
    public Task BPF0123(string statement) => Program(statement, 
        """
        static int s_count; static readonly int s_limit = 4;
        static int Size => 8;
        static int Twice { get { return Size * 2; } }
        readonly struct Limits(int rounds) { public int Rounds { get; } = rounds; }
        interface ILimit { static abstract int Limit { get; } }
        struct Eight : ILimit { public static int Limit => 8; }
        static void Change(ref int n, nuint size) => n = (int)size;
        static void Bounded(int times) { for (int i = 0; i < times; i++) s_count++; }
        static void Open(int times) { OPEN for (int i = 0; i < times; i++) s_count++; }
        """.Replace("OPEN for", statement.Contains("Open(", StringComparison.Ordinal) ? "{|BPF0123:for|}" : "for", StringComparison.Ordinal));

    [Theory]
    [InlineData("{|BPF0125:Interlocked.Exchange(ref s_byte, 1)|};")]
    [InlineData("{|BPF0125:Interlocked.CompareExchange(ref s_short, 1, 2)|};")]
    [InlineData("Interlocked.Add(ref s_int, 1); Interlocked.Exchange(ref s_int, 1);")]
    public Task BPF0125(string statement) => Program(statement, "static byte s_byte; static short s_short; static int s_int;");

    [Theory]
    [InlineData("v2", "{|#0:Interlocked.Exchange(ref s_int, 1)|};", true)]
    [InlineData("v2", "Interlocked.Add(ref s_int, 1); Interlocked.Exchange(ref s_long, 1);", false)]
    [InlineData("v3", "Interlocked.Exchange(ref s_int, 1);", false)]
    public Task BPF0126(string cpu, string statement, bool isError) => WithProperty(
        "BpfCpu",
        cpu,
        $$"""
        using System.Threading;
        using Bpf;
        [BpfObject] static class Probe { static int s_int; static long s_long; [Uprobe("libc:malloc")] static void OnMalloc() { {{statement}} } }
        """,
        isError ? [Error("BPF0126", "'Exchange' needs the instruction set v3 (BpfCpu is v2)")] : []);

    [Theory]
    [InlineData("{|BPF0127:Interlocked.MemoryBarrier()|};")]
    [InlineData("{|BPF0127:Thread.MemoryBarrier()|};")]
    public Task BPF0127(string statement) => Program(statement);

    [Fact]
    public Task BPF0128() => Program("Take({|#0:$\"{size}\"|});", "static void Take(string text) { }",
        Error("BPF0128", "Interpolated strings are only available as the argument of BpfHelpers.Print; send other text as bytes in a struct"));

    [Theory]
    [InlineData("BpfHelpers.Print($\"size {size} {(size > 3 ? 1 : 2):x8} {\"text\"u8}\");")]
    [InlineData("BpfHelpers.Print(\"started\");")]
    public Task BPF0128AcceptsPrints(string statement) => Program(statement);

    [Theory]
    [InlineData("foreach (int x in {|BPF0131:s_list|}) { }")]
    [InlineData("foreach (int x in {|BPF0131:(IEnumerable<int>)s_list|}) { }")]
    [InlineData("foreach (int x in s_table) { }")]
    public Task BPF0131(string statement) => Program(statement, "static List<int> s_list; static readonly int[] s_table = [1];");

    [Fact]
    public Task BPF0132() => Program(
        "int x = {|#0:s_table.Where(static n => n > 1)|}.Count();",
        "static readonly int[] s_table = [1];",
        Error("BPF0132", "LINQ ('Where') is not available in BPF code; use a loop"));

    [Fact]
    public Task BPF0133() => Program("{|#0:lock|} (s_gate) { }", "static readonly object s_gate = new();",
        Error("BPF0133", "lock is not available in BPF code; use atomic operations or a BpfSpinLock in the map value"));

    [Theory]
    [InlineData("static readonly int Value = {|#0:Environment.ProcessId|};", "it uses 'Environment.ProcessId'")]
    [InlineData("static readonly int[] Value = {|#0:[1, Environment.ProcessId]|};", "it uses 'Environment.ProcessId'")]
    [InlineData("static int Value = {|#0:Environment.ProcessId + 1|};", "it uses 'Environment.ProcessId'")]
    [InlineData("static int Value = Other + 1; static int Other;", null)]
    [InlineData("static readonly int Value = 1 << 4;", null)]
    [InlineData("static readonly Stats Value = new() { Count = 3 };", null)]
    [InlineData("static readonly (int A, int B) Value = new(1, 2);", null)]
    [InlineData("static readonly (int A, int B) Value = (1, 2);", null)]
    [InlineData("static readonly int[] Value = [1, 2];", null)]
    [InlineData("static readonly int[] Value = Make(); static int[] Make() { int[] made = new int[4]; for (int i = 0; i < 4; i++) made[i] = i; return made; }", null)]
    [InlineData("static readonly int Value = sizeof(Stats);", null)]
    [InlineData("static int? Value = 5;", null)]
    [InlineData("static readonly byte[] Value = \"GET\"u8.ToArray();", null)]
    [InlineData("static readonly byte[] Value = [.. \"ab\"u8, (byte)'c'];", null)]
    [InlineData("static readonly Guid Value = Guid.Empty;", null)]
    [InlineData("static readonly Guid Value = {|#0:Guid.NewGuid()|};", "it calls 'Guid.NewGuid'")]
    [InlineData("static readonly int Value = System.Numerics.BitOperations.PopCount(255u) + Math.Max(3, 9) + \"text\".Length;", null)]
    [InlineData("static readonly long Value = TimeSpan.FromSeconds(30).Ticks;", null)]
    [InlineData("static readonly long Value = {|#0:DateTime.UtcNow.Ticks|};", "it uses 'DateTime.UtcNow'")]
    [InlineData("static readonly nint Value = new IntPtr(5);", null)]
    [InlineData("static readonly int Value = {|#0:int.Parse(\"5\")|};", "it calls 'int.Parse'")]
    public async Task BPF0135(string declaration, string? reason)
    {
        DiagnosticResult[] expected = reason is null ? [] : [Error("BPF0135", $"The initial value of 'Value' must be a constant: {reason}")];
        await Program("_ = Value;", declaration, expected);
        await Program("", declaration, expected);
    }

    [Fact]
    public Task BPF0135OfAnotherClass() => Source(
        """
        using Bpf;

        static class Settings { public static readonly int Port = System.Environment.ProcessId, Unused = System.Environment.ProcessId; }

        [BpfObject]
        static class Probe
        {
            [Uprobe("libc:malloc")] static int OnMalloc(UprobeContext context) => {|#0:Settings.Port|};
        }
        """,
        Error("BPF0135", "The initial value of 'Port' must be a constant: it uses 'Environment.ProcessId'"));

    [Theory]
    [InlineData("[ThreadStatic] static int Value;", "int")]
    [InlineData("static string[] Value = [\"\"];", "string[]")]
    [InlineData("static int[,] Value = new int[2, 2];", "int[,]")]
    [InlineData("static (int, string) Value;", "(int, string)")]
    public Task BPF0136(string declaration, string type) => Program(
        "_ = {|#0:Value|};", declaration, Error("BPF0136", $"The static field 'Value' of type '{type}' cannot be used in BPF code; use an unmanaged type"));

    [Theory]
    [InlineData("static BpfSpinLock {|#0:Value|};", "BpfSpinLock")]
    [InlineData("static readonly BpfSpinLock[] {|#0:Value|} = new BpfSpinLock[2];", "BpfSpinLock")]
    [InlineData("struct Timed { public int Rounds; public BpfTimer Timer; } static Timed {|#0:Value|};", "BpfTimer")]
    public async Task BPF0138(string declaration, string type)
    {
        DiagnosticResult expected = Error("BPF0138", $"The static field 'Value' contains a {type}, which the kernel supports only in map values; put it in the value of a map, such as a BpfArray with MaxEntries = 1");
        await Program("_ = Value;", declaration, expected);
        await Program("", declaration, expected);
    }

    [Theory]
    [InlineData("static DateTime {|#0:Value|};", "DateTime")]
    [InlineData("static readonly DateTime[] {|#0:Value|} = new DateTime[4];", "DateTime")]
    [InlineData("struct Stamped { public int A; public DateTimeOffset At; } static Stamped {|#0:Value|};", "DateTimeOffset")]
    public Task BPF0201OfAVariable(string declaration, string type) => Program(
        "", declaration, Error("BPF0201", $"The runtime may reorder the fields of '{type}', so the kernel and user space may disagree; use a struct with sequential layout"));
}
