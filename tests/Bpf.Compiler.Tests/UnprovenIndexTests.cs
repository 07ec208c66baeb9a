using Bpf.Compiler.CodeGen;
using Bpf.Testing;
using Microsoft.CodeAnalysis;

namespace Bpf.Compiler.Tests;

/// <summary>BPF0147 is reported for an index that is not proven to be in range, and for no other.</summary>
public sealed class UnprovenIndexTests
{
    public static TheoryData<string, OptimizationLevel> Unproven => new MatrixTheoryData<string, OptimizationLevel>(
        [
            "if (call.Index <= 16) bytes[(int)call.Index] = 1;",
            "s_table[(int)(call.Index & 31)]++;",
            "call.Index = s_table[System.Numerics.BitOperations.Log2((ulong)call.Index)];",
            "int n = 0; for (int i = 0; i < 20; i++) { if (((call.Index >> i) & 1) != 0) bytes[n++] = (byte)i; }",
            "if (call.Index is >= 0 and < 4) s_table[(int)(call.Index * 8)] = 3;",
        ],
        [OptimizationLevel.Debug, OptimizationLevel.Release]);

    public static TheoryData<string, OptimizationLevel> Proven => new MatrixTheoryData<string, OptimizationLevel>(
        [
            "if (call.Index is >= 0 and < 16) bytes[(int)call.Index] = 1;",
            "if (call.Index is < 1 or > 16) return 0; bytes[(int)call.Index - 1] = 1;",
            "s_table[(int)(call.Index & 15)]++;",
            "call.Index = s_table[System.Numerics.BitOperations.Log2((ulong)call.Index) & 15];",
            "int n = 0; for (int i = 0; i < 20; i++) { if (((call.Index >> i) & 1) != 0 && n < 16) bytes[n++] = (byte)i; }",
            "foreach (byte b in bytes) call.Index += b; for (int i = bytes.Length - 1; i >= 0; i--) bytes[i]++;",
            "uint length = Math.Min((uint)call.Index, 16u); for (int i = 0; i < length; i++) bytes[i] = 1;",
            "BpfHelpers.TryReadUser((nuint)call.Index, bytes[..(int)Math.Min((ulong)call.Index, 16)]);",
        ],
        [OptimizationLevel.Debug, OptimizationLevel.Release]);

    [Theory]
    [MemberData(nameof(Unproven))]
    public void IsNamed(string code, OptimizationLevel optimization)
    {
        IReadOnlyList<CompilerDiagnostic> diagnostics = Compile(code, "", optimization);
        if (!UnprovenChecks.AreWorthAWarning)
        {
            Assert.Empty(diagnostics);
            return;
        }

        CompilerDiagnostic diagnostic = Assert.Single(diagnostics);
        Assert.Equal(("BPF0147", CompilerDiagnosticSeverity.Warning, 9), (diagnostic.Id, diagnostic.Severity, diagnostic.Location!.Value.Line));
    }

    [Theory]
    [MemberData(nameof(Unproven))]
    public void IsNotNamedWhereTheProgramSaysWhatItReturns(string code, OptimizationLevel optimization) => Assert.Empty(Compile(code, "[BpfExceptionResult(2)]", optimization));

    [Theory]
    [MemberData(nameof(Proven))]
    public void IsNotNamedWhereItIsInRange(string code, OptimizationLevel optimization) => Assert.Empty(Compile(code, "", optimization));

    private static IReadOnlyList<CompilerDiagnostic> Compile(string code, string attribute, OptimizationLevel optimization) => BpfSource.Compile($$"""
        [BpfObject(License = "GPL")] public static class Probe
        {
            public struct Call { public long Index; }
            static readonly int[] s_table = new int[16];
            [SyscallProgram] {{attribute}}
            public static int Run(ref Call call)
            {
                Span<byte> bytes = stackalloc byte[16];
                {{code}}
                return bytes[3] + s_table[0];
            }
        }
        """, optimization).Diagnostics;
}
