using System.Runtime.InteropServices;
using Bpf.Runtime;
using Bpf.Testing;

namespace Bpf.Compiler.Tests.Kernel;

/// <summary>A failed framework check ends the program.</summary>
public sealed class ExceptionTests
{
    private static uint ReturnValue(string members, long[] context)
    {
        KernelRequirement.NeedRoot();
        using BpfObject bpf = BpfObject.Open(KernelRun.Object(members).Bytes, "Sample");
        bpf.Load();
        return bpf.Programs["Run"].TestRun(context: MemoryMarshal.AsBytes<long>(context)).ReturnValue;
    }

    [Fact]
    public void StoresBeforeAnExceptionRemain() => KernelRun.Syscall("""
        public struct Call { public long A; public long Result; }
        [SyscallProgram]
        public static int Run(ref Call call)
        {
            Span<byte> bytes = stackalloc byte[16];
            call.Result = 1;
            Clear(bytes, (int)call.A);
            call.Result = 2;
            return 0;
        }
        static void Clear(Span<byte> bytes, int from) => Fill(bytes.Slice(from, 4));
        static void Fill(Span<byte> bytes) { foreach (ref byte item in bytes) item = 0; }
        """,
        [13, 0], after => Assert.Equal(1, after[1]));

    [Theory]
    [InlineData("", 0)]
    [InlineData("[BpfExceptionResult(7)]", 7)]
    [InlineData("[BpfExceptionResult(XdpAction.Pass)]", 2)]
    [InlineData("[BpfExceptionResult(-1)]", uint.MaxValue)]
    public void UserChoosesTheResult(string attribute, uint expected)
    {
        string members = $$"""
            public struct Call { public long A; public long Result; }
            [SyscallProgram] {{attribute}}
            public static int Run(ref Call call) => Value(call.A > 3 ? (int)call.A : null) + 5;
            static int Value(int? number) => number.Value;
            """;
        Assert.Equal(expected, ReturnValue(members, [1, 0]));
        Assert.Equal(9U, ReturnValue(members, [4, 0]));
    }

    [Fact]
    public void ClassMayChooseForAllItsPrograms()
    {
        KernelRequirement.NeedRoot();
        const string Source = """
            [BpfObject(License = "GPL")]
            [BpfExceptionResult(11)]
            public static class Sample
            {
                public struct Call { public long A; public long Result; }
                [SyscallProgram] public static int Run(ref Call call) => Math.Clamp((int)call.A, 5, (int)call.Result);
                [SyscallProgram, BpfExceptionResult(12)] public static int Own(ref Call call) => Math.Clamp((int)call.A, 5, (int)call.Result);
            }
            """;
        using BpfObject bpf = BpfObject.Open(BpfSource.CompileObjects(Source, architectures: KernelRun.HostArchitecture)[0].Bytes, "Sample");
        bpf.Load();
        long[] wrong = [6, 4];
        long[] right = [6, 9];
        Assert.Equal(11U, bpf.Programs["Run"].TestRun(context: MemoryMarshal.AsBytes<long>(wrong)).ReturnValue);
        Assert.Equal(12U, bpf.Programs["Own"].TestRun(context: MemoryMarshal.AsBytes<long>(wrong)).ReturnValue);
        Assert.Equal(6U, bpf.Programs["Run"].TestRun(context: MemoryMarshal.AsBytes<long>(right)).ReturnValue);
    }

    [Theory]
    [InlineData("Span<byte> bytes = stackalloc byte[16]; sum += (uint)bytes[(int)(index & 15)..].Length;")]
    [InlineData("Span<byte> bytes = stackalloc byte[16]; if (index <= 16) sum += (uint)bytes.Slice((int)index).Length;")]
    [InlineData("int? value = index > 3 ? 5 : null; if (value is { } known) sum += (uint)known;")]
    [InlineData("sum += (uint)Math.Clamp((int)index, 0, 15);")]
    public void CallbackWithABoundsCheckLoads(string statement) => KernelLoad.WithBpftool(KernelRun.Object($$"""
        [Xdp] public static int P(XdpContext c)
        {
            uint state = 0;
            BpfHelpers.Loop(c.IngressInterface, static (uint index, ref uint sum) => { {{statement}} return BpfLoopResult.Continue; }, ref state);
            return (int)state & 3;
        }
        """));
}
