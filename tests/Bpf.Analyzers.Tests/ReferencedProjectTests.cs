using static Bpf.Analyzers.Tests.Verify;

namespace Bpf.Analyzers.Tests;

/// <summary>Code of a referenced project that becomes BPF code is reported at the call that leads there, and followed like the project's own.</summary>
public sealed class ReferencedProjectTests
{
    private const string Library = """
        using System;
        using Bpf;
        namespace Company;
        public struct Stats { public int Count; public ulong Bytes; }
        public static class Shared
        {
            public static readonly int[] Limits = [1, 2, 3, 4];
            public const int Sixty = 60;
            public static int Root(int value) => (int)Math.Sqrt(value);
            public static int Deep(int value) => Root(value) + 1;
            public static int Half(int value) => value / 2;
            public static bool IsSet(BpfRef<Stats> stats) => !stats.IsNull;
            public static int Read(BpfRef<Stats> stats) => stats.Value.Count;
            public static BpfRef<Stats> Of(BpfHashMap<int, Stats> map, int key)
            {
                map.TryGetRef(key, out BpfRef<Stats> stats);
                return stats;
            }
            public static int Clamp(int value) => Math.Clamp(value, 0, 8);
        }
        """;

    [Fact]
    public Task FaultIsReportedAtTheCall() => Program(
        "return {|#0:Shared.Root(4)|};",
        Error(
            "BPF0100",
            "Floating point is not available in BPF code ('double'); use integers, for example fixed point (called from BPF program 'OnMalloc': OnMalloc → Root)"));

    [Fact]
    public Task FaultBehindAnotherMethodIsReportedAtTheCallOfTheProject() => Program(
        "return {|#0:Shared.Deep(4)|};",
        Error(
            "BPF0100",
            "Floating point is not available in BPF code ('double'); use integers, for example fixed point"
            + " (called from BPF program 'OnMalloc': OnMalloc → Deep → Root)"));

    [Fact]
    public Task CheckInTheLibraryIsFollowed() => Program(
        """
        Map.TryGetRef(1, out BpfRef<Stats> stats);
        return Shared.IsSet(stats) ? stats.Value.Count + Shared.Read(stats) : Shared.Half(Shared.Limits[1]);
        """);

    [Fact]
    public Task MissingCheckIsReported() => Program("Map.TryGetRef(1, out BpfRef<Stats> stats); return Shared.Read({|BPF0305:stats|});");

    [Fact]
    public Task ReferenceFromTheLibraryMayBeNull() => Program("BpfRef<Stats> stats = Shared.Of(Map, 1); return {|BPF0305:stats|}.Value.Count;");

    [Fact]
    public Task LimitFromTheLibraryIsKnown() => Program(
        """
        int sum = 0;
        for (int i = 0; i < Shared.Clamp((int)size); i++) { sum += i; }
        ReadOnlySpan<int> few = Shared.Limits;
        return sum + few[{|BPF0142:4|}];
        """);

    private static Task Program(string statements, params Microsoft.CodeAnalysis.Testing.DiagnosticResult[] expected) => WithLibrary(
        Library,
        $$"""
        using System;
        using Bpf;
        using Company;
        [BpfObject]
        static unsafe class Probe
        {
            [BpfMap(MaxEntries = 16)] static readonly BpfHashMap<int, Stats> Map = new();
            [Uprobe("libc:malloc")]
            static int OnMalloc(UprobeContext context, nuint size)
            {
                {{statements}}
            }
        }
        """,
        expected);
}
