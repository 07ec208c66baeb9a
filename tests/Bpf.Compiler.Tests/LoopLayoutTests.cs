using System.Reflection;
using Bpf.Compiler.Elf;
using Bpf.Testing;
using Microsoft.CodeAnalysis;

namespace Bpf.Compiler.Tests;

/// <summary>Loops that old kernels refuse because of the position of their last instruction.</summary>
public sealed class LoopLayoutTests
{
    private const byte Add = 0x07; // BPF_ALU64 | BPF_ADD | BPF_K
    private const byte Goto = 0x05; // BPF_JMP | BPF_JA
    private const byte IfEqual = 0x15; // BPF_JMP | BPF_JEQ | BPF_K
    private const byte Exit = 0x95; // BPF_JMP | BPF_EXIT

    private static string Root => typeof(LoopLayoutTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().First(item => item.Key == "RepositoryRoot").Value!;

    [Theory]
    [InlineData(OptimizationLevel.Debug)]
    [InlineData(OptimizationLevel.Release)]
    public void LoopsOfTextRoutinesAreEnteredByJump(OptimizationLevel optimization)
    {
        string source = File.ReadAllText(Path.Combine(Root, "tests", "Bpf.Benchmarks", "TextPairs", "MacText.cs"));
        using EmittedObject emitted = new(BpfSource.CompileObjects(source, optimization, architectures: TargetArchitecture.X64)[0].Bytes.ToArray());
        Assert.Empty(LoopsFallenInto.Find(emitted));
    }

    [Fact]
    public void LoopBackEdgeMustBeAJump()
    {
        // goto header; latch: r1 += 1; header: if r1 == 9 goto end; goto latch; end: exit
        Assert.True(HasOne((Goto, 1), (Add, 0), (IfEqual, 1), (Goto, -3), (Exit, 0)));
        // header: if r1 == 9 goto end; r1 += 1; goto header; end: exit
        Assert.False(HasOne((IfEqual, 2), (Add, 0), (Goto, -3), (Exit, 0)));
        // The last instruction is a branch.
        Assert.False(HasOne((Goto, 1), (IfEqual, 2), (Add, 0), (Goto, -3), (Exit, 0)));
        Assert.False(HasOne((Add, 0), (Exit, 0)));
    }

    private static bool HasOne(params (byte Operation, short Offset)[] code)
        => LoopsFallenInto.HasOne([.. code.SelectMany(item => (byte[])[item.Operation, 1, .. BitConverter.GetBytes(item.Offset), 9, 0, 0, 0])]);
}
