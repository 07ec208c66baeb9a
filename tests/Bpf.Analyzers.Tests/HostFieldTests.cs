using static Bpf.Analyzers.Tests.Verify;

namespace Bpf.Analyzers.Tests;

/// <summary>BPF0027: fields of BPF classes in host code.</summary>
public sealed class HostFieldTests
{
    private const string Probe = """
        using System.Collections.Generic;
        using Bpf;
        [BpfObject] public static class Hello
        {
            public const int Size = 4;
            public static readonly ulong Threshold = 5;
            public static readonly byte[] Magic = [1, 2];
            public static ulong s_calls;
            public static int s_hostOnly;
            public static Dictionary<string, int> Cache = new();
            [BpfMap(MaxEntries = 4)] public static readonly BpfHashMap<int, int> Map = new();
            [Uprobe("libc:malloc")] public static int OnMalloc(UprobeContext context, ulong size)
            {
                Count(size);
                return Weigh(size) + Magic[size & 1];
            }
            public static void Count(ulong size) { if (size > Threshold) s_calls++; }
            public static int Weigh(ulong size) => (int)(size & (Size - 1));
            public static string Report(double seconds) => $"{s_calls / seconds}";
        }
        public sealed class HelloSkeleton
        {
            public static HelloSkeleton Open() => new();
            public ref ulong Calls => throw null;
        }
        """;

    [Fact]
    public Task ReadsAndWrites() => Sources(
        [
            Probe,
            """
            class Program
            {
                static void Main()
                {
                    var skeleton = HelloSkeleton.Open();
                    {|#0:Hello.s_calls|} = 1;
                    System.Console.WriteLine({|#1:Hello.Threshold|} + {|BPF0027:Hello.s_calls|} + (ulong)Hello.Weigh(5));
                }
            }
            class Printer { public ulong Total => {|BPF0027:Hello.s_calls|}; ulong _start = {|BPF0027:Hello.s_calls|}; }
            """,
        ],
        Warning("BPF0027", "'Hello.s_calls' is a variable of this process here, which BPF programs neither read nor write; the programs' variable is in the skeleton: HelloSkeleton.Bss or Data"),
        Warning("BPF0027", "'Hello.Threshold' is a variable of this process here, which BPF programs neither read nor write; the programs' variable is in the skeleton: HelloSkeleton.Rodata", mark: 1));

    [Fact]
    public Task InTheClassItselfNextToTheSkeleton() => Source(
        Probe.Replace(
            "public static string Report",
            "static void Main() { var skeleton = HelloSkeleton.Open(); System.Console.WriteLine({|BPF0027:s_calls|}); } public static string Report",
            StringComparison.Ordinal));

    [Fact]
    public Task AroundTheClass() => Source(
        """
        using Bpf;
        partial class Program
        {
            [BpfObject] static class Inner
            {
                public static int s_calls;
                [Uprobe("libc:malloc")] static int OnMalloc() => Count();
                static int Count() => s_calls++;
            }
            static int Read() => {|BPF0027:Inner.s_calls|};
        }
        """);

    [Fact]
    public Task ConstantsHostDataMapsAndUnitTestsAreFine() => Sources(
        [
            Probe,
            """
            class Host
            {
                int Use() => Hello.Size + Hello.Magic[0] + Hello.s_hostOnly++ + Hello.Cache.Count + Hello.Weigh(3) + nameof(Hello.s_calls).Length + Hello.Report(1).Length;
            }
            class Tests
            {
                void Counts_large_sizes()
                {
                    Hello.s_calls = 0;
                    Hello.Count(Hello.Threshold + 1);
                    if (Hello.s_calls != 1) throw new System.Exception();
                }
            }
            """,
        ]);

    private const string Variables = """
        using System.Runtime.CompilerServices;
        using Bpf;
        [InlineArray(4)] public struct Four { private int _first; }
        public struct Vec { public int X; public int Y { get; set; } }
        [BpfObject] public static class Probe
        {
            public static int[] Ports = [1, 2, 3, 4];
            public static readonly int[] Buckets = new int[4];
            public static readonly int[] Weights = [1, 2, 3, 4];
            public static readonly Vec[] Vecs = new Vec[4];
            public static int Calls { get; set; }
            public static int Limit { get; } = 5;
            public static int Unused { get; set; }
            public static Four s_four;
            public static Vec s_vec;
            [Uprobe("libc:malloc")] public static int OnMalloc(UprobeContext context, ulong size) => Count((int)size & 3);
            public static int Count(int slot)
            {
                Buckets[slot]++;
                Calls++;
                s_four[slot] = Weights[slot];
                s_vec.X = Vecs[slot].X + Ports[slot] + Limit;
                return Totals.Add(slot) + Settings.Level + Settings.Both + Settings.Fixed;
            }
        }
        public static class Totals
        {
            public static int Slots;
            public static int Unread;
            public static int Shared;
            public static int Add(int slot) { Slots += slot; Unread++; Shared++; return Slots; }
        }
        public static class Settings { public static int Level; public static int Both; public static readonly int Fixed = 3; public static int HostOnly; }
        """;

    /// <summary>All uses of a variable.</summary>
    [Theory]
    [InlineData("{|BPF0027:Probe.Ports|}[0] = 1;")]
    [InlineData("{|BPF0027:Probe.Ports|}[0]++;")]
    [InlineData("{|BPF0027:Probe.Ports|}[0] += 2;")]
    [InlineData("ref int port = ref {|BPF0027:Probe.Ports|}[0];")]
    [InlineData("Volatile.Write(ref {|BPF0027:Probe.Ports|}[1], 3);")]
    [InlineData("int.TryParse(text, out {|BPF0027:Probe.Ports|}[1]);")]
    [InlineData("(int a, {|BPF0027:Probe.Ports|}[1]) = (1, 2);")]
    [InlineData("Array.Fill({|BPF0027:Probe.Ports|}, 3);")]
    [InlineData("{|BPF0027:Probe.Ports|} = [4, 4, 4, 4];")]
    [InlineData("Console.WriteLine({|BPF0027:Probe.Buckets|}[0]);")]
    [InlineData("foreach (int bucket in {|BPF0027:Probe.Buckets|}) Console.WriteLine(bucket);")]
    [InlineData("Console.WriteLine({|BPF0027:Probe.Buckets|}.Sum());")]
    [InlineData("{|BPF0027:Probe.Weights|}[0] = 5;")]
    [InlineData("{|BPF0027:Probe.Vecs|}[0].X = 5;")]
    [InlineData("{|BPF0027:Probe.Vecs|}[0].Y = 5;")]
    [InlineData("{|BPF0027:Probe.Calls|} = 0;")]
    [InlineData("{|BPF0027:Probe.Calls|}++;")]
    [InlineData("Console.WriteLine({|BPF0027:Probe.Calls|} + {|BPF0027:Probe.Limit|});")]
    [InlineData("{|BPF0027:Probe.s_four|}[0] = 1;")]
    [InlineData("Four copy = {|BPF0027:Probe.s_four|};")]
    [InlineData("{|BPF0027:Probe.s_vec|} = new Vec { X = 1, Y = 2 };")]
    [InlineData("{|BPF0027:Probe.s_vec|}.X = 1;")]
    [InlineData("var copy = new Vec { X = {|BPF0027:Probe.s_vec|}.X };")]
    [InlineData("ref Vec vec = ref {|BPF0027:Probe.s_vec|};")]
    [InlineData("Interlocked.Increment(ref {|BPF0027:Probe.s_vec|}.X);")]
    [InlineData("Console.WriteLine({|BPF0027:Totals.Slots|});")]
    [InlineData("int slots = Volatile.Read(ref {|BPF0027:Totals.Slots|});")]
    [InlineData("{|BPF0027:Settings.Level|} = 3;")]
    [InlineData("{|BPF0027:Settings.Level|}++;")]
    [InlineData("Volatile.Write(ref {|BPF0027:Settings.Level|}, 3);")]
    public Task EveryKindOfVariableAndUse(string statement) => Host(statement);

    [Theory]
    [InlineData("Console.WriteLine(Probe.Weights[0] + Probe.Ports[1] + Probe.Ports.Length + Probe.Buckets.Rank * 0);", "Probe.Count(1);")]
    [InlineData("Console.WriteLine(Probe.Weights[0] + Probe.Ports[1] + Probe.Vecs[0].X);", "")]
    [InlineData("foreach (int weight in Probe.Weights) Console.WriteLine(weight);", "")]
    [InlineData("Print(Probe.Weights);", "void Print(int[] weights) { }")]
    [InlineData("Console.WriteLine(nameof(Probe.Ports) + nameof(Probe.Calls) + nameof(Totals.Slots) + nameof(Probe.s_four));", "")]
    [InlineData("Probe.Unused = 3; Console.WriteLine(Probe.Unused);", "")]
    [InlineData("Probe.Calls = 0; Probe.Count(1); Console.WriteLine(Probe.Calls + Probe.Buckets[1]);", "")]
    [InlineData("Settings.Both = 3; Console.WriteLine(Settings.Both + Settings.Fixed);", "")]
    [InlineData("if (Settings.Both++ > 3) Console.WriteLine();", "")]
    [InlineData("Settings.HostOnly = 4; Console.WriteLine(Settings.HostOnly);", "")]
    [InlineData("Totals.Add(2); Console.WriteLine(Totals.Slots);", "")]
    [InlineData("Totals.Shared = 1; Console.WriteLine(Totals.Shared);", "")]
    public Task CodeSharedByHostAndProgramsIsAccepted(string statement, string other) => Host(statement, other);

    /// <summary>Code that the language calls without naming it is BPF code too.</summary>
    [Fact]
    public Task ImplicitCallsCountAsCallsOfPrograms() => Source(
        """
        using System;
        using Bpf;
        [BpfObject] static class Probe
        {
            static int s_calls;
            struct Scope : IDisposable { public void Dispose() => s_calls++; }
            struct Items { public Walk GetEnumerator() => new(); }
            struct Walk { int _at; public int Current => s_calls + _at; public bool MoveNext() { s_calls++; return _at++ < 3; } }
            struct Pair { public void Deconstruct(out int a, out int b) { a = s_calls++; b = 1; } }
            [Uprobe("libc:malloc")] static int OnMalloc(UprobeContext context)
            {
                using Scope declared = new();
                using (new Scope()) { }
                foreach (int item in new Items()) s_calls += item;
                (int first, int second) = new Pair();
                return first + second;
            }
        }
        """);

    private static Task Host(string statement, string other = "") => Sources(
        [
            Variables,
            $$"""
            using System;
            using System.Linq;
            using System.Threading;
            class Program
            {
                static void Main() => Run("");
                static void Run(string text)
                {
                    {{statement}}
                    {{other}}
                }
            }
            """,
        ]);
}
