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
    public Task Reads_and_writes() => Sources(
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
        Warning("BPF0027", "'Hello.s_calls' is a variable of this process here, which no BPF program changes or sees; the programs' own is in the skeleton: HelloSkeleton.Bss or Data"),
        Warning("BPF0027", "'Hello.Threshold' is a variable of this process here, which no BPF program changes or sees; the programs' own is in the skeleton: HelloSkeleton.Rodata", mark: 1));

    [Fact]
    public Task In_the_class_itself_beside_the_skeleton() => Source(
        Probe.Replace(
            "public static string Report",
            "static void Main() { var skeleton = HelloSkeleton.Open(); System.Console.WriteLine({|BPF0027:s_calls|}); } public static string Report",
            StringComparison.Ordinal));

    [Fact]
    public Task Around_the_class() => Source(
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
    public Task Constants_host_data_maps_and_unit_tests_are_fine() => Sources(
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
}
