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
    public Task Field_of_the_skeleton() => Verify<SkeletonFieldFix>(
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
    public Task Field_without_a_skeleton_at_hand() => VerifyNone<SkeletonFieldFix>(
        Hello + """
        static class Printer
        {
            static ulong Calls => {|BPF0027:Hello.s_calls|};
        }
        """);

    [Fact]
    public Task Local_function() => Verify<ProgramMethodFix>(
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
    public Task Local_function_that_captures() => VerifyNone<ProgramMethodFix>(
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
    public Task User_memory() => Verify<UserMemoryFix>(
        Program("BpfHelpers.TryReadUser((ulong)size, out byte ok); {|BPF0404:BpfHelpers.TryReadKernel((ulong)size, out byte first)|};"),
        Program("BpfHelpers.TryReadUser((ulong)size, out byte ok); BpfHelpers.TryReadUser((ulong)size, out byte first);"));

    [Fact]
    public Task Kernel_memory() => Verify<KernelMemoryFix>(
        Program("{|BPF0405:BpfHelpers.TryReadUser<int>({|BPF0017:BpfHelpers.GetCurrentTask()|}, out _)|};"),
        Program("BpfHelpers.TryReadKernel<int>({|BPF0017:BpfHelpers.GetCurrentTask()|}, out _);"));
}
