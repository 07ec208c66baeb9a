using Bpf.Testing;

namespace Bpf.Compiler.Tests.Kernel;

/// <summary>Functions that the verifier checks on their own.</summary>
public sealed class GlobalFunctionTests
{
    private const string Source = """
        public struct Call { public long A; public long Result; }
        public struct Pair { public int X; public int Y; }
        [SyscallProgram]
        public static int Run(ref Call call)
        {
            Pair pair = new() { X = (int)call.A, Y = 3 };
            call.Result = Sum(in pair, 4) + Twice((short)call.A);
            Bump(ref pair);
            call.Result += pair.Y * 1000;
            return 0;
        }
        [BpfGlobalFunc] static long Sum(in Pair pair, int more) => pair.X + pair.Y + more;
        [BpfGlobalFunc] static int Twice(short value) => value * 2;
        [BpfGlobalFunc] static int Bump(ref Pair pair) { pair.Y++; return pair.X > 0 ? 1 : 0; }
        """;

    [Fact]
    [Row(123)]
    public void ComputeTheResultOfTheirBodies() => KernelRun.Syscall(Source, [5, 0], after => Assert.Equal(4022, after[1]));

    [Fact]
    public void AreGlobalFunctionsToTheVerifier()
    {
        CompiledObject compiled = KernelRun.Object(Source);
        KernelLoad.WithBpftool(compiled);
        string dump = KernelLoad.BtfDump(compiled);
        Assert.Matches(@"FUNC 'Sum' type_id=\d+ linkage=global", dump);
        Assert.Matches(@"FUNC 'Bump' type_id=\d+ linkage=global", dump);
    }

    [Fact]
    public void TakeTheContext() => KernelLoad.WithBpftool(KernelRun.Object("""
        [Uprobe] public static int OnCall(UprobeContext context, int a) => Report(context, a);
        [Xdp] public static int OnPacket(XdpContext context) => Length(context) > 60 ? 2 : 1;
        [SocketFilter] public static int OnSocket(SocketFilterContext context) => Kind(context);
        [BpfGlobalFunc] static int Report(UprobeContext context, int a) => context.InstructionPointer > 0 ? a : 0;
        [BpfGlobalFunc] static int Length(XdpContext context) => context.TryGetRef(0, out BpfRef<int> first) ? first.Value : 0;
        [BpfGlobalFunc] static int Kind(SocketFilterContext context) => (int)context.Protocol;
        """));

    [Theory]
    [InlineData("[BpfGlobalFunc] static Pair F(int x) => default;", "F(1).X", "return an integer")]
    [InlineData("[BpfGlobalFunc] static int F(Pair p) => p.X;", "F(default)", "'p' must be")]
    [InlineData("[BpfGlobalFunc] static int F<T>(T p) => 1;", "F(1)", "not generic")]
    [InlineData("[BpfGlobalFunc] static int F(int a, int b, int c, int d, int e, int f) => a + f;", "F(1, 2, 3, 4, 5, 6)", "takes 6 arguments")]
    [InlineData("[BpfGlobalFunc] static int F(void* p) => 1;", "F(null)", "'p' must be")]
    public void AreRefusedWhenTheVerifierCannotCheckThem(string function, string call, string reason)
    {
        CompilationResult result = BpfSource.Compile(KernelRun.Class($$"""
            public struct Pair { public int X; public int Y; }
            [SyscallProgram] public static int Run(ref Pair context)
            {
                return {{call}};
            }
            {{function}}
            """), architectures: TargetArchitecture.X64);
        CompilerDiagnostic diagnostic = Assert.Single(result.Diagnostics);
        Assert.Equal("BPF0021", diagnostic.Id);
        Assert.Equal((7, 5), (diagnostic.Location!.Value.Line, diagnostic.Location!.Value.Column));
        Assert.Contains(reason, diagnostic.Message, StringComparison.Ordinal);
    }
}
