using Bpf.Testing;

namespace Bpf.Compiler.Tests;

/// <summary>What the compiler refuses, each at its line and column.</summary>
public sealed class RejectionTests
{
    /// <summary>Diagnostic, column, and the statement that gives it.</summary>
    public static TheoryData<string, int, string> Statements => new()
    {
        { "BPF0100", 9, "double d = call.A; call.A = (long)(d * 2);" },
        { "BPF0136", 9, "s_double += 1;" },
        { "BPF0101", 9, "string s = \"x\" + call.A; call.A = s.Length;" },
        { "BPF0102", 9, "int[] array = new int[4]; call.A = array[call.A];" },
        { "BPF0103", 9, "object o = new(); call.A = o.GetHashCode();" },
        { "BPF0103", 9, "System.Text.StringBuilder b = new(); call.A = b.Length;" },
        { "BPF0104", 28, "object o = call.A; call.A = (int)o;" },
        { "BPF0105", 9, "call.A = default(Square).GetHashCode();" },
        { "BPF0106", 11, "{ long y = call.A; Func<long, long> f = x => x + y; call.A = f(1); }" },
        { "BPF0106", 45, "Func<long, long> f = static x => x; call.A = f(1);" },
        { "BPF0107", 9, "throw new InvalidOperationException();" },
        { "BPF0107", 9, "call.A = call.A > 0 ? 1 : throw new Exception();" },
        { "BPF0111", 9, "call.A = typeof(int).GetHashCode();" },
        { "BPF0113", 42, "delegate*<long, long> f = &Same; call.A = f(1);" },
        { "BPF0114", 9, "call.A = Environment.TickCount64;" },
        { "BPF0115", 9, "call.A = checked(call.A + 1);" },
        { "BPF0115", 9, "call.A = checked((int)call.A);" },
        { "BPF0116", 9, "Int128 x = call.A; call.A = (long)(x * x);" },
        { "BPF0117", 9, "byte* p = stackalloc byte[(int)call.A]; call.A = p[0];" },
        { "BPF0125", 9, "Interlocked.Exchange(ref s_byte, (byte)1);" },
        { "BPF0127", 9, "Interlocked.MemoryBarrier();" },
        { "BPF0133", 9, "Monitor.Enter(null!);" },
        { "BPF0136", 9, "call.A = s_text.Length;" },
        { "BPF0401", 9, "call.A = ((Task*)BpfHelpers.GetCurrentTask())->Tgid;" },
        { "BPF0403", 9, "call.A = Core.FieldExists(in call.A) ? 1 : 0;" },
    };

    [Theory]
    [MemberData(nameof(Statements))]
    public void GivesItsDiagnosticAtTheStatement(string id, int column, string statement)
    {
        string source = $$"""
            [BpfObject(License = "GPL")]
            public static unsafe class Bad
            {
                public struct Call { public long A; }
                interface IShape { long Area(); }
                struct Square : IShape { public long Area() => 4; }
                [KernelStruct("task_struct")] public struct Task { public int Tgid; }
                static double s_double;
                static byte s_byte;
                static string s_text = "x";
                static long Measure(IShape shape) => shape.Area();
                static long Same(long x) => x;
                [SyscallProgram] public static int Run(ref Call call)
                {
                    long call2 = call.A;
                    {{statement}}
                    return 0;
                }
            }
            """;
        CompilationResult result = BpfSource.Compile(source, architectures: TargetArchitecture.X64);
        Assert.False(result.Succeeded);
        Assert.True(result.Diagnostics.Any(item => item.Id == id && item.Location == new SourceLocation(BpfSource.FileName, 16, column)),
            string.Join('\n', result.Diagnostics));
        Assert.Empty(result.Objects);
    }

    /// <summary>Diagnostic, line, and the members of the class that give it.</summary>
    public static TheoryData<string, int, string> Members => new()
    {
        { "BPF0001", 3, "[Uprobe(\"libc:malloc\")] public int P(UprobeContext c) { return 0; }" },
        { "BPF0002", 3, "[Uprobe(\"libc:malloc\")] public static int P<T>(UprobeContext c) { return 0; }" },
        { "BPF0003", 3, "[Uprobe(\"libc:malloc\")] public static long P(UprobeContext c) { return 0; }" },
        { "BPF0005", 3, "[Uprobe(\"malloc\")] public static int P(UprobeContext c) { return 0; }" },
        { "BPF0006", 3, "[Uprobe(\"libc:malloc\")][Uretprobe(\"libc:malloc\")] public static int P() { return 0; }" },
        { "BPF0007", 4, "[Xdp] public static int P(XdpContext c) { return 0; }\n[BpfMap(MaxEntries = 1, Name = \"P\")] static readonly BpfArray<int> M = new();" },
        { "BPF0010", 3, "[Uprobe(\"libc:malloc\")][Uprobe(\"libc:calloc\", Single = true)] public static int P() { return 0; }" },
        { "BPF0011", 3, "[Uprobe(\"libc:malloc\")] public static int P(UprobeContext c, decimal d) { return 0; }" },
        { "BPF0012", 3, "[Uretprobe(\"libc:malloc\")] public static int P(UretprobeContext c, int a, int b) { return 0; }" },
        { "BPF0013", 3, "[Uprobe(\"libc:malloc\")] public static int P(int a, UprobeContext c) { return 0; }" },
        { "BPF0019", 3, "[Xdp] public static unsafe int P(XdpContext c) { return (int)BpfHelpers.GetFuncIp(c.Pointer); }" },
        { "BPF0108", 3, "[Xdp] public static int P(XdpContext c) { try { return 1; } catch { return 2; } }" },
        { "BPF0112", 4, "[Xdp] public static int P(XdpContext c) { return F(3); }\nstatic int F(int x) { return x > 0 ? F(x - 1) : 0; }" },
        { "BPF0135", 3, "static readonly long Now = DateTime.Now.Ticks; [Xdp] public static int P(XdpContext c) { return (int)Now; }" },
        { "BPF0300", 3, "[BpfMap(MaxEntries = 1)] static BpfArray<int> M = new(); [Xdp] public static int P(XdpContext c) { return 0; }" },
        { "BPF0301", 3, "[BpfMap] static readonly BpfArray<int> M = new(); [Xdp] public static int P(XdpContext c) { return 0; }" },
        { "BPF0303", 3, "static readonly BpfArray<int> M = new(); [Xdp] public static int P(XdpContext c) { return 0; }" },
        { "BPF0601", 3, "[Xdp] public static unsafe int P(XdpContext c) { byte* p = stackalloc byte[600]; BpfHelpers.GetCurrentComm(p, 600); return p[3]; }" },
        { "BPF0609", 3, "[Xdp] public static unsafe int P(XdpContext c) { byte* p = stackalloc byte[64]; new Span<byte>(p, (int)c.IngressInterface & 63).Clear(); return p[3]; }" },
    };

    [Theory]
    [MemberData(nameof(Members))]
    public void GivesItsDiagnosticAtTheMember(string id, int line, string members)
    {
        string source = $"[BpfObject(License = \"GPL\")]\npublic class Bad {{\n{members}\n}}\n";
        CompilationResult result = BpfSource.Compile(source, architectures: TargetArchitecture.X64);
        Assert.True(result.Diagnostics.Any(item => item.Id == id && item.Location?.Line == line), string.Join('\n', result.Diagnostics));
        Assert.False(result.Succeeded);
    }

    [Fact]
    public void GplHelpersNeedALicence()
    {
        CompilationResult result = BpfSource.Compile("""
            [BpfObject] public static unsafe class Bad {
            [SyscallProgram] public static int P(ref long x) { fixed (long* p = &x) return (int)BpfHelpers.ProbeReadKernel(p, 8, p); }
            }
            """);
        CompilerDiagnostic diagnostic = Assert.Single(result.Diagnostics);
        Assert.Equal("BPF0017", diagnostic.Id);
        Assert.Equal(2, diagnostic.Location!.Value.Line);
    }

    [Fact]
    public void OneRunReportsSeveralErrorsWithTheirCallers()
    {
        CompilationResult result = BpfSource.Compile("""
            [BpfObject] public static class Bad {
            [Xdp] public static int P(XdpContext c)
            {
                int x = Helper(1);
                throw new Exception();
            }
            [Xdp] public static int Q(XdpContext c)
            {
                double d = c.IngressInterface;
                return d > 1 ? 1 : 0;
            }
            static int Helper(int x)
            {
                string s = "a" + x;
                return s.Length;
            }
            }
            """, architectures: TargetArchitecture.X64);
        Assert.Contains(result.Diagnostics, item => item is { Id: "BPF0107", Location.Line: 5 });
        Assert.Contains(result.Diagnostics, item => item is { Id: "BPF0100", Location.Line: 9 });
        CompilerDiagnostic called = result.Diagnostics.First(item => item.Location?.Line == 14);
        Assert.Contains("P (", Assert.Single(called.CallChain), StringComparison.Ordinal);
        Assert.StartsWith("Program.cs(14,", called.ToString(), StringComparison.Ordinal);
    }
}
