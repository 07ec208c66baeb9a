using Bpf.Testing;

namespace Bpf.Compiler.Tests;

/// <summary>The combined stack of a call chain.</summary>
public sealed class StackBudgetTests
{
    private const string Members = """
        [Xdp] public static int Run(XdpContext context)
        {
            byte* p = stackalloc byte[%OWN%];
            BpfHelpers.GetCurrentComm(p, %OWN%);
            return Left((int)context.IngressInterface) + Right(p[2]);
        }
        [MethodImpl(MethodImplOptions.NoInlining)] static int Left(int x)
        {
            byte* p = stackalloc byte[%LEFT%];
            BpfHelpers.GetCurrentComm(p, %LEFT%);
            return p[x & 7];
        }
        [MethodImpl(MethodImplOptions.NoInlining)] static int Right(int x)
        {
            byte* p = stackalloc byte[32];
            BpfHelpers.GetCurrentComm(p, 32);
            return p[x & 7];
        }
        """;

    [Fact]
    public void ChainThatFitsLoads()
        => KernelLoad.WithBpftool(BpfSource.CompileObjects(Source(264, 240), architectures: TargetArchitecture.X64)[0]);

    [Fact]
    public void ChainThatDoesNotFitIsShownAsATree()
    {
        CompilerDiagnostic diagnostic = Assert.Single(Compile(Source(304, 256)).Diagnostics);
        Assert.Equal(("BPF0601", new SourceLocation(BpfSource.FileName, 7, 5)), (diagnostic.Id, diagnostic.Location));
        Assert.Contains("'Run' needs 560 bytes of stack (Run 304 → [Left 256, Right 32])", diagnostic.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void OneFunctionThatDoesNotFitIsReported()
    {
        CompilerDiagnostic diagnostic = Assert.Single(Compile(Source(16, 600)).Diagnostics);
        Assert.Equal(("BPF0601", new SourceLocation(BpfSource.FileName, 13, 5)), (diagnostic.Id, diagnostic.Location));
        Assert.Contains("(Run 16 → [Left 600, Right 32])", diagnostic.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void StackThatOnlyNewerKernelsAcceptIsAWarning()
    {
        CompilationResult result = Compile(Source(264, 240));
        CompilerDiagnostic diagnostic = Assert.Single(result.Diagnostics);
        Assert.True(result.Succeeded);
        Assert.Equal(("BPF0613", CompilerDiagnosticSeverity.Warning), (diagnostic.Id, diagnostic.Severity));
        Assert.Equal(7, diagnostic.Location!.Value.Line);
    }

    [Fact]
    public void CallDepthIsLimitedToThatOfTheKernel()
    {
        string functions = string.Concat(Enumerable.Range(1, 9).Select(i => $$"""

            [MethodImpl(MethodImplOptions.NoInlining)] static long F{{i}}(long x) => {{(i == 9 ? "(long)BpfHelpers.KtimeGetNs() + x" : $"F{i + 1}(x + {i}) * 3")}};
            """));
        string source = Class($"[Xdp] public static int Run(XdpContext context) => (int)F1(context.IngressInterface);{functions}");
        CompilerDiagnostic diagnostic = Assert.Single(Compile(source).Diagnostics);
        Assert.Equal("BPF0614", diagnostic.Id);
        Assert.Equal(5, diagnostic.Location!.Value.Line);
        Assert.Contains("10 functions call each other (Run → F1 → F2", diagnostic.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void TimerCallbackHasItsOwnStack()
        => Assert.Empty(Compile(Class("""
            public struct Element { public BpfTimer Timer; public long Ticks; }
            [BpfMap(MaxEntries = 1)] static readonly BpfArray<Element> Elements = new();
            [Xdp] public static int Run(XdpContext context)
            {
                byte* p = stackalloc byte[400];
                BpfHelpers.GetCurrentComm(p, 400);
                if (Elements.TryGetRef(0, out BpfRef<Element> element))
                    element.Value.Timer.SetCallback(Elements, static (map, ref key, ref value) =>
                    {
                        byte* p = stackalloc byte[400];
                        BpfHelpers.GetCurrentComm(p, 400);
                        value.Ticks = p[key & 7];
                    });
                return p[3];
            }
            """)).Diagnostics);

    private static CompilationResult Compile(string source) => BpfSource.Compile(source, architectures: TargetArchitecture.X64);

    private static string Source(int own, int left) => Class(Members
        .Replace("%OWN%", own.ToString(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal)
        .Replace("%LEFT%", left.ToString(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal));

    private static string Class(string members)
        => $"using System.Runtime.CompilerServices;\n[BpfObject(License = \"GPL\"), SkipLocalsInit]\npublic static unsafe class Sample\n{{\n{members}\n}}\n";
}
