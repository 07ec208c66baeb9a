using static Bpf.Analyzers.Tests.Verify;

namespace Bpf.Analyzers.Tests;

/// <summary>BPF0137: writes to readonly fields.</summary>
public sealed class ReadOnlyFieldTests
{
    private const string Members = """
        struct Limits { public int Low; public int High; }
        static readonly int Limit = 10;
        static readonly Limits Both;
        static int s_limit;
        static readonly int[] Table = [1, 2, 3];
        static void Set(ref int place) => place = 4;
        static int Get(ref int place) => place + 1;
        static int Peek(in int place) => place;
        """;

    [Theory]
    [InlineData("{|BPF0137:Unsafe.AsRef(in Limit)|} = 5;")]
    [InlineData("{|BPF0137:Unsafe.AsRef(in Limit)|}++;")]
    [InlineData("{|BPF0137:Unsafe.AsRef(in Limit)|} += (int)size;")]
    [InlineData("{|BPF0137:Unsafe.AsRef(in Both.High)|} = 5;")]
    [InlineData("{|BPF0137:Unsafe.AsRef(in Both)|}.Low = 5;")]
    [InlineData("{|BPF0137:Unsafe.AsRef(in Both)|} = default;")]
    [InlineData("Set(ref {|BPF0137:Unsafe.AsRef(in Limit)|});")]
    [InlineData("ref int place = ref {|BPF0137:Unsafe.AsRef(in Limit)|}; place = 5;")]
    [InlineData("Volatile.Write(ref {|BPF0137:Unsafe.AsRef(in Limit)|}, 5);")]
    [InlineData("Interlocked.Increment(ref {|BPF0137:Unsafe.AsRef(in Limit)|});")]
    public Task Wrong(string statements) => Program(statements, Members);

    [Theory]
    [InlineData("s_limit = Unsafe.AsRef(in Limit);")]
    [InlineData("s_limit = Get(ref Unsafe.AsRef(in Limit)) + Peek(in Limit);")]
    [InlineData("ref int place = ref Unsafe.AsRef(in Limit); s_limit = place;")]
    [InlineData("s_limit = Volatile.Read(ref Unsafe.AsRef(in Limit));")]
    [InlineData("Unsafe.AsRef(in s_limit) = 5;")]
    [InlineData("Unsafe.AsRef(in Table[1]) = 5;")]
    [InlineData("Limits copy = Both; Unsafe.AsRef(in copy.Low) = 5; s_limit = copy.Low;")]
    public Task Right(string statements) => Program(statements, Members);
}
