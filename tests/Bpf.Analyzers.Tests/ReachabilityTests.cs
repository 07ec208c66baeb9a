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
}
