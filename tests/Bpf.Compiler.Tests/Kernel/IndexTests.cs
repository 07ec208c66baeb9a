using System.Runtime.InteropServices;
using Bpf.Runtime;
using Bpf.Testing;
using Microsoft.CodeAnalysis;

namespace Bpf.Compiler.Tests.Kernel;

/// <summary>An index that is out of range ends the program; in a function that cannot end it, the verifier refuses an index that may be out of range.</summary>
public sealed class IndexTests
{
    private const string Table = "static readonly int[] s_table = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16];";

    private static string Loop(string rounds, string body) => $$"""
        public struct Call { public long Rounds; public long Sum; }
        {{Table}}
        [SyscallProgram]
        public static int Run(ref Call call)
        {
            long state = 0;
            BpfHelpers.Loop({{rounds}}, static (uint index, ref long sum) =>
            {
                {{body}}
                return BpfLoopResult.Continue;
            }, ref state);
            call.Sum = state;
            return 0;
        }
        """;

    private static string Function(string attribute, string body) => $$"""
        public struct Call { public long Index; public long Result; }
        {{Table}}
        [SyscallProgram] public static int Run(ref Call call) { call.Result = At((int)call.Index) + At((int)call.Index ^ 1); return 0; }
        {{attribute}} static int At(int index)
        {
            {{body}}
        }
        """;

    private static VerifierException Refused(string members, OptimizationLevel optimization)
    {
        KernelRequirement.NeedRoot();
        using BpfObject bpf = BpfObject.Open(KernelRun.Object(members, optimization).Bytes, "Sample");
        return Assert.Throws<VerifierException>(bpf.Load);
    }

    [Theory]
    [InlineData("", 0)]
    [InlineData("[BpfExceptionResult(7)]", 7)]
    [InlineData("[BpfExceptionResult(-1)]", uint.MaxValue)]
    public void ProgramEndsWithTheResultOfTheUser(string attribute, uint expected) => KernelRun.Syscall($$"""
        public struct Call { public long Index; public long Stored; }
        {{Table}}
        [SyscallProgram] {{attribute}}
        public static int Run(ref Call call)
        {
            call.Stored = 1;
            int value = Twice(s_table, (int)call.Index);
            call.Stored = 2;
            return value;
        }
        static int Twice(ReadOnlySpan<int> items, int index) => items[index] * 2;
        """, (bpf, _) =>
        {
            foreach (long index in new long[] { 16, -1, int.MaxValue, int.MinValue })
            {
                long[] call = [index, 0];
                Assert.Equal(expected, bpf.Programs["Run"].TestRun(context: MemoryMarshal.AsBytes<long>(call)).ReturnValue);
                Assert.Equal(1, call[1]);
            }

            long[] right = [15, 0];
            Assert.Equal(32U, bpf.Programs["Run"].TestRun(context: MemoryMarshal.AsBytes<long>(right)).ReturnValue);
            Assert.Equal(2, right[1]);
        });

    [Theory]
    [InlineData("16", "sum += s_table[index];", 136)]
    [InlineData("16", "sum += s_table[(int)index];", 136)]
    [InlineData("16", "ReadOnlySpan<int> all = s_table; sum += all[(int)index] + all[^((int)index + 1)];", 272)]
    [InlineData("8", "s_written[index * 2 + 1] = (int)index; sum += s_written[(int)index];", 6)]
    [InlineData("(uint)call.Rounds", "if (index < 16) sum += s_table[index];", 6)]
    [InlineData("(uint)call.Rounds", "if (index >= (uint)s_table.Length) return BpfLoopResult.Break; sum += s_table[(int)index];", 6)]
    [InlineData("(uint)call.Rounds", "sum += s_table[index & 15];", 6)]
    [InlineData("(uint)call.Rounds", "sum += s_table[(int)(index % 16)];", 6)]
    [InlineData("(uint)call.Rounds", "foreach (int item in s_table) sum += item;", 3 * 136)]
    [InlineData("(uint)call.Rounds", "Span<byte> own = stackalloc byte[8]; for (int i = 7; i >= 0; i--) own[i] = (byte)i; sum += own[(int)(index & 7)];", 3)]
    public void CallbackMayUseAnIndexInRange(string rounds, string body, long sum)
        => KernelRun.Syscall(Loop(rounds, body) + "\nstatic readonly int[] s_written = new int[16];", [3, 0], after => Assert.Equal(sum, after[1]));

    [Theory]
    [InlineData("17", "sum += s_table[index];")]
    [InlineData("(uint)call.Rounds", "sum += s_table[index];")]
    [InlineData("(uint)call.Rounds", "sum += \"hello, world\"u8[..5][(int)(index & 7)];")]
    [InlineData("(uint)call.Rounds", "_ = s_table[index];")]
    [InlineData("(uint)call.Rounds", "Span<int> own = stackalloc int[4]; own[index > 5 ? 4 : 1] = 3; sum += own[1];")]
    public void VerifierRefusesACallbackThatMayBeOutOfRange(string rounds, string body)
    {
        foreach (OptimizationLevel optimization in new[] { OptimizationLevel.Debug, OptimizationLevel.Release })
        {
            VerifierException exception = Refused(Loop(rounds, body), optimization);
            Assert.Contains("The index may be out of range", exception.Reason, StringComparison.Ordinal);
            Assert.Contains("(uint)i >= (uint)x.Length", exception.Message, StringComparison.Ordinal);
            Assert.Equal("Program.cs", Path.GetFileName(exception.SourceLocation?.File));
        }
    }

    [Fact]
    public void LargestIterationCountOfACallbackIsUsed() => KernelRun.Syscall($$"""
        public struct Call { public long Sum; }
        {{Table}}
        [SyscallProgram]
        public static int Run(ref Call call)
        {
            long state = 0;
            BpfHelpers.Loop(3, Add, ref state);
            BpfHelpers.Loop(16, Add, ref state);
            call.Sum = state;
            return 0;
        }
        static BpfLoopResult Add(uint index, ref long sum) { sum += s_table[index]; return BpfLoopResult.Continue; }
        """, [0], after => Assert.Equal(142, after[0]));

    [Fact]
    public void OneLoopWithAnUnknownTripCountIsRefused() => Assert.Contains("may be out of range", Refused($$"""
        public struct Call { public long Rounds; }
        {{Table}}
        [SyscallProgram]
        public static int Run(ref Call call)
        {
            long state = 0;
            BpfHelpers.Loop(16, Add, ref state);
            BpfHelpers.Loop((uint)call.Rounds, Add, ref state);
            return (int)state;
        }
        static BpfLoopResult Add(uint index, ref long sum) { sum += s_table[index]; return BpfLoopResult.Continue; }
        """, OptimizationLevel.Release).Reason, StringComparison.Ordinal);

    [Theory]
    [InlineData("[System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]")]
    [InlineData("[BpfGlobalFunc]")]
    public void SeparateFunctionChecksItsIndex(string attribute)
    {
        KernelRun.Syscall(Function(attribute, "return (uint)index < (uint)s_table.Length ? s_table[index] : -1;"), [15, 0], after => Assert.Equal(31, after[1]));
        KernelRun.Syscall(Function(attribute, "return s_table[index & 15];"), [16, 0], after => Assert.Equal(3, after[1]));
        Assert.Contains("may be out of range", Refused(Function(attribute, "return s_table[index];"), OptimizationLevel.Debug).Reason, StringComparison.Ordinal);
        Assert.Contains("may be out of range", Refused(Function(attribute, "return s_table[index];"), OptimizationLevel.Release).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void CalledMethodsBecomePartOfTheProgram()
        => KernelRun.Syscall(Function("", "return s_table[index];"), [16, 5], after => Assert.Equal(5, after[1]));
}
