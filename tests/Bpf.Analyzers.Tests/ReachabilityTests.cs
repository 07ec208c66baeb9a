using static Bpf.Analyzers.Tests.Verify;

namespace Bpf.Analyzers.Tests;

/// <summary>Rules about code apply to everything that a program calls, and to nothing else.</summary>
public sealed class ReachabilityTests
{
    [Fact]
    public Task MessageShowsTheCallChainAcrossFiles() => Sources(
        [
            """
            using Bpf;
            [BpfObject] static class Probe { [Uprobe("libc:malloc")] static int OnMalloc() => new Point { X = 1 }.Length; }
            """,
            """
            struct Point
            {
                public int X;
                public int Length { get { return Shared.Root(X); } }
            }
            static class Shared
            {
                public static int Root(int x) => (int){|#0:System.Math.Sqrt(x)|};
                public static double HostOnly(double x) => x * 1.5;
            }
            """,
        ],
        Error(
            "BPF0100",
            "Floating point is not available in BPF code ('double'); use integers, for example fixed point"
            + " (called from BPF program 'OnMalloc': OnMalloc → get_Length → Root)"));

    [Fact]
    public Task HostCodeInTheObjectClassIsNotChecked() => Program(
        "",
        """
        public static string Host() { try { return $"{1.5}" + new object(); } catch { throw; } }
        static readonly string s_name = "text";
        """);

    [Fact]
    public Task LambdasLocalFunctionsConstructorsAndGenericsAreReached() => Program(
        "Local(); Generic<int>(1); _ = new Made(1);",
        """
        static void Local() { Inner(); static void Inner() => {|BPF0107:throw null|}; }
        static void Generic<T>(T value) => {|BPF0107:throw null|};
        struct Made { public Made(int x) { {|BPF0107:throw null;|} } }
        """);

    [Fact]
    public Task UserDeclaredHelpersHaveNoCode() => Program(
        "Mine();", "[BpfHelper(5)] static ulong Mine() => throw new InvalidOperationException(\"text\");");

    [Fact]
    public Task ProgramOutsideAnObjectHasNoBpfCode() => Source(
        """
        using Bpf;
        static class NotAnObject { [Uprobe("libc:malloc")] static int {|BPF0020:OnMalloc|}() => throw null; }
        """);

    [Fact]
    public Task PartialMethodsAreReached() => Sources(
        [
            """
            using Bpf;
            [BpfObject] static partial class Probe
            {
                [Uprobe("libc:malloc")] static int OnMalloc() => Part();
                private static partial int Part();
            }
            """,
            """
            static partial class Probe { private static partial int Part() => {|BPF0107:throw null|}; }
            """,
        ]);

    /// <summary>Ways in which the code of one file uses a type of another file, mostly without a mention of its name.</summary>
    [Theory]
    [InlineData("return default(Number).Twice();", "static class Far { public static int Twice(this Number number) => {|BPF0107:throw null|}; }")]
    [InlineData("return default(Number) + default(Number);",
        "static class Far { extension(Number) { public static int operator +(Number left, Number right) => {|BPF0107:throw null|}; } }")]
    [InlineData("return default(Number).Half;", "static class Far { extension(Number number) { public int Half => {|BPF0107:throw null|}; } }")]
    [InlineData("var (first, second) = default(Number); return first + second;",
        "static class Far { public static void Deconstruct(this Number number, out int first, out int second) => {|BPF0107:throw null|}; }")]
    [InlineData("return Root(4);", "global using static Company.Far; namespace Company { static class Far { public static int Root(int value) => {|BPF0107:throw null|}; } }")]
    [InlineData("return Short.Root(4);", "global using Short = Company.Far; namespace Company { static class Far { public static int Root(int value) => {|BPF0107:throw null|}; } }")]
    [InlineData("return Company.Far.Root(4);", "namespace Company { static class Far { public static int Root(int value) => {|BPF0107:throw null|}; } }")]
    [InlineData("return Far.Root(4);", "global using Company.@internal; namespace Company.@internal { static class Far { public static int Root(int value) => {|BPF0107:throw null|}; } }")]
    public Task UseOfAnotherFileIsReached(string statements, string other) => Sources(
        [
            $$"""
            using Bpf;
            [BpfObject] static class Probe { [Uprobe("libc:malloc")] static int OnMalloc() { {{statements}} } }
            struct Number { }
            """,
            other,
        ]);

    [Theory]
    [InlineData("return Near.Make().Value;", "static class Near { public static Far Make() => default; }", "struct Far { public int Value => {|BPF0107:throw null|}; }")]
    [InlineData("return (int)new Near().Size;", "struct Near { public long Size => Far<int>.Size; }", "static class Far<T> { public static long Size => {|BPF0107:throw null|}; }")]
    [InlineData("return new Near().Size;", "struct Near : IFar { public int Size => ((IFar){|BPF0104:this|}).Far; }", "interface IFar { int Far => {|BPF0107:throw null|}; }")]
    public Task UseThroughATypeIsReached(string statements, string near, string far) => Sources(
        [
            $$"""
            using Bpf;
            [BpfObject] static class Probe { [Uprobe("libc:malloc")] static int OnMalloc() { {{statements}} } }
            """,
            near,
            far,
        ]);

    [Fact]
    public Task TypeThatTwoProgramsShareIsReachedFromBoth() => Sources(
        [
            """
            using Bpf;
            [BpfObject] static class First { [Uprobe("libc:malloc")] static int OnMalloc() => Shared.Count++; }
            """,
            """
            using Bpf;
            [BpfObject] static class Second { [Uprobe("libc:free")] static int OnFree() => Shared.Next(); }
            """,
            """
            static class Shared
            {
                public static int Count;
                public static int Next() => {|BPF0107:throw null|};
            }
            """,
            """
            static class Host { static int Read() => {|BPF0027:Shared.Count|}; }
            """,
        ]);
}
