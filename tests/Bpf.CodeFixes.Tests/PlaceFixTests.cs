using static Bpf.CodeFixes.Tests.Fix;

namespace Bpf.CodeFixes.Tests;

/// <summary>Fixes of programs and variables that are in the wrong place.</summary>
public sealed class PlaceFixTests
{
    private const string Hello = """
        [BpfObject]
        static class Hello
        {
            public static readonly int Threshold = 3;
            public static ulong s_calls;

            [Uprobe("libc:malloc")]
            static int OnMalloc(UprobeContext context, int size)
            {
                if (size > Threshold)
                    s_calls++;
                return 0;
            }
        }

        sealed class HelloSkeleton
        {
            public BssGroup Bss => new();
            public RodataGroup Rodata => new();
            public static HelloSkeleton Open() => new();
            public sealed class BssGroup { public ulong s_calls; }
            public sealed class RodataGroup { public int Threshold; }
        }

        """;

    [Fact]
    public Task FieldOfTheSkeleton() => Verify<SkeletonFieldFix>(
        Hello + """
        static class Program
        {
            static void Main()
            {
                HelloSkeleton skeleton = HelloSkeleton.Open();
                {|BPF0027:Hello.Threshold|} = 4;
                Console.WriteLine({|BPF0027:Hello.s_calls|} + 1);
            }
        }
        """.Replace("{|BPF0027:Hello.Threshold|} = 4;", "int threshold = {|BPF0027:Hello.Threshold|};", StringComparison.Ordinal),
        Hello + """
        static class Program
        {
            static void Main()
            {
                HelloSkeleton skeleton = HelloSkeleton.Open();
                int threshold = skeleton.Rodata.Threshold;
                Console.WriteLine(skeleton.Bss.s_calls + 1);
            }
        }
        """);

    [Fact]
    public Task FieldWithoutASkeletonInScope() => VerifyNone<SkeletonFieldFix>(
        Hello + """
        static class Printer
        {
            static ulong Calls => {|BPF0027:Hello.s_calls|};
        }
        """);

    private const string Shapes = """
        using System.Threading;
        struct Vec { public int X; }
        [BpfObject]
        static class Hello
        {
            public static int[] Ports = [1, 2];
            public static readonly int[] Weights = [1, 2];
            public static readonly int Threshold = 3;
            public static int Calls { get; set; }
            public static Vec s_vec;
            [Uprobe("libc:malloc")]
            static int OnMalloc(UprobeContext context, int size)
            {
                Ports[size & 1]++;
                Calls++;
                s_vec.X = Weights[size & 1];
                return Threshold;
            }
        }

        sealed class HelloSkeleton
        {
            public DataGroup Data => new();
            public BssGroup Bss => new();
            public RodataGroup Rodata => new();
            public static HelloSkeleton Open() => new();
            public sealed class DataGroup { public Span<int> Ports => default; }
            public sealed class BssGroup { public ref int Calls => throw null; public ref Vec s_vec => throw null; }
            public sealed class RodataGroup { public int Threshold { get; set; } public ReadOnlySpan<int> Weights { get => default; set { } } }
        }

        static class Program
        {
            static void Print(int[] values) { }
            static void Main()
            {
                HelloSkeleton skeleton = HelloSkeleton.Open();
                STATEMENT
            }
        }
        """;

    [Theory]
    [InlineData("{|BPF0027:Hello.Ports|}[0] = 1;", "skeleton.Data.Ports[0] = 1;")]
    [InlineData("{|BPF0027:Hello.Ports|}[0] += 1;", "skeleton.Data.Ports[0] += 1;")]
    [InlineData("Volatile.Write(ref {|BPF0027:Hello.Ports|}[0], 1);", "Volatile.Write(ref skeleton.Data.Ports[0], 1);")]
    [InlineData("foreach (int port in {|BPF0027:Hello.Ports|}) Console.Write(port);", "foreach (int port in skeleton.Data.Ports) Console.Write(port);")]
    [InlineData("Console.Write({|BPF0027:Hello.Ports|}.Length);", "Console.Write(skeleton.Data.Ports.Length);")]
    [InlineData("{|BPF0027:Hello.Calls|}++;", "skeleton.Bss.Calls++;")]
    [InlineData("{|BPF0027:Hello.Calls|} = 0;", "skeleton.Bss.Calls = 0;")]
    [InlineData("{|BPF0027:Hello.s_vec|} = new Vec { X = 1 };", "skeleton.Bss.s_vec = new Vec { X = 1 };")]
    [InlineData("{|BPF0027:Hello.s_vec|}.X = 1;", "skeleton.Bss.s_vec.X = 1;")]
    [InlineData("ref Vec vec = ref {|BPF0027:Hello.s_vec|};", "ref Vec vec = ref skeleton.Bss.s_vec;")]
    [InlineData("var vec = new Vec { X = {|BPF0027:Hello.Threshold|} };", "var vec = new Vec { X = skeleton.Rodata.Threshold };")]
    public Task RewritesEveryUseOfAVariable(string before, string after)
        => Verify<SkeletonFieldFix>(Shapes.Replace("STATEMENT", before, StringComparison.Ordinal), Shapes.Replace("STATEMENT", after, StringComparison.Ordinal));

    /// <summary>Uses without a skeleton equivalent: a constant has no address, and a span is not an array.</summary>
    [Theory]
    [InlineData("{|BPF0027:Hello.Weights|}[0] = 1;")]
    [InlineData("{|BPF0027:Hello.Ports|} = [3, 4];")]
    [InlineData("Print({|BPF0027:Hello.Ports|});")]
    [InlineData("ref readonly int threshold = ref {|BPF0027:Hello.Threshold|};")]
    public Task UsesWithoutASkeletonEquivalent(string statement)
        => VerifyNone<SkeletonFieldFix>(Shapes.Replace("STATEMENT", statement, StringComparison.Ordinal));

    [Fact]
    public Task LocalFunction() => Verify<ProgramMethodFix>(
        """
        [BpfObject]
        static class Probe
        {
            [Uprobe("libc:malloc")]
            static int OnMalloc(UprobeContext context)
            {
                return 0;

                [{|BPF0025:Uprobe("libc:free")|}]
                static int OnFree(UprobeContext context, nuint address) => (int)address;
            }
        }
        """,
        """
        [BpfObject]
        static class Probe
        {
            [Uprobe("libc:malloc")]
            static int OnMalloc(UprobeContext context)
            {
                return 0;
            }

            [Uprobe("libc:free")]
            public static int OnFree(UprobeContext context, nuint address) => (int)address;
        }
        """);

    [Fact]
    public Task LocalFunctionThatCaptures() => VerifyNone<ProgramMethodFix>(
        """
        static class Host
        {
            static void Main()
            {
                int calls = 0;
                OnFree();
                Console.WriteLine(calls);

                [{|BPF0025:Uprobe("libc:free")|}]
                int OnFree() => calls++;
            }
        }
        """);

    [Fact]
    public Task UserMemory() => Verify<UserMemoryFix>(
        Program("BpfHelpers.TryReadUser((ulong)size, out byte ok); {|BPF0404:BpfHelpers.TryReadKernel((ulong)size, out byte first)|};"),
        Program("BpfHelpers.TryReadUser((ulong)size, out byte ok); BpfHelpers.TryReadUser((ulong)size, out byte first);"));

    [Fact]
    public Task KernelMemory() => Verify<KernelMemoryFix>(
        Program("{|BPF0405:BpfHelpers.TryReadUser<int>(BpfHelpers.GetCurrentTask(), out _)|};"),
        Program("BpfHelpers.TryReadKernel<int>(BpfHelpers.GetCurrentTask(), out _);"));
}
