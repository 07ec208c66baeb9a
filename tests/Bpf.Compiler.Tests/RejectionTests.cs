using System.Text.RegularExpressions;
using Bpf.Compiler.Tests.Rejections;
using Bpf.Testing;
using Microsoft.CodeAnalysis;

namespace Bpf.Compiler.Tests;

/// <summary>Source that the compiler refuses, with line and column.</summary>
public sealed class RejectionTests
{
    public static TheoryData<Rejection> Statements => [.. RejectedStatements.All];

    public static TheoryData<Rejection> Members => [.. RejectedMembers.All];

    [Theory]
    [MemberData(nameof(Statements))]
    public void ReportsItsDiagnosticAtTheStatement(Rejection rejection) => Check(rejection, $$"""
        [BpfObject(License = "{{rejection.License}}")]
        public static unsafe class Bad
        {
            public struct Call { public long A; }
            interface IShape { long Area(); }
            struct Square : IShape { public long Area() => 4; }
            struct Bag { public System.Collections.Generic.IEnumerator<int> GetEnumerator() => null!; }
            [KernelStruct("task_struct")] public struct Task { public int Tgid; }
            static readonly long Limit = 7;
            static double s_double;
            static byte s_byte;
            static int s_int;
            static long s_long;
            static string s_text = "x";
            static Action? s_action;
            [ThreadStatic] static long t_local;
            static long Same(long x) => x;
            static long Length(string s) => s.Length;
            static object Pick(long x) => s_text;
            static long Variable(__arglist) => new ArgIterator(__arglist).GetRemainingCount();
            static System.Collections.Generic.IEnumerable<int> Numbers() { yield return 1; }
            static long Six(uint a, long* b, long c, long d, long e, long f) => 0;
            [System.Runtime.InteropServices.DllImport("c")] static extern long Native();
            [SyscallProgram] public static int Run(ref Call call)
            {
                long call2 = call.A;
                {{rejection.Code}}
                return 0;
            }
        }
        static class Outside
        {
            public static async void Wait() => await System.Threading.Tasks.Task.Yield();
        }
        """);

    [Theory]
    [MemberData(nameof(Members))]
    public void ReportsItsDiagnosticAtTheMember(Rejection rejection)
        => Check(rejection, $"[BpfObject(License = \"{rejection.License}\")]\npublic class Bad {{\n{rejection.Code}\n}}\n");

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
        Assert.Equal("P (Program.cs:4)", Assert.Single(called.CallChain));
        Assert.StartsWith("Program.cs(14,", called.ToString(), StringComparison.Ordinal);
        Assert.EndsWith("; called from P (Program.cs:4)", called.ToString(), StringComparison.Ordinal);
    }

    private static void Check(Rejection rejection, string source)
    {
        int mark = source.IndexOf(Rejection.Mark, StringComparison.Ordinal) + Rejection.Mark.Length;
        int lineStart = source.LastIndexOf('\n', mark - 1) + 1;
        SourceLocation expected = new(BpfSource.FileName, source.AsSpan(0, mark).Count('\n') + 1, mark - lineStart + 1);
        foreach (OptimizationLevel optimization in new[] { OptimizationLevel.Release, OptimizationLevel.Debug })
        {
            CompilationResult result = BpfSource.Compile(source, optimization, rejection.Cpu, minimumKernel: rejection.MinimumKernel, architectures: TargetArchitecture.X64);
            CompilerDiagnostic? found = result.Diagnostics.FirstOrDefault(item => item.Id == rejection.Id
                && item.Location?.Line == expected.Line && item.Message.Contains(rejection.Message, StringComparison.Ordinal));
            Assert.True(found is not null, $"{optimization}: expected {rejection.Id} at {expected}, got:\n{string.Join('\n', result.Diagnostics)}");
            Assert.Equal(rejection.IsWarning, result.Succeeded);
            Assert.Equal(rejection.IsWarning ? 1 : 0, result.Objects.Count);
            if (optimization == OptimizationLevel.Release)
            {
                Assert.Equal(expected, found.Location);
                Assert.Matches($@"^Program\.cs\({expected.Line},{expected.Column}\): (error|warning) {rejection.Id}: \S", found.ToString());
            }
        }
    }
}
