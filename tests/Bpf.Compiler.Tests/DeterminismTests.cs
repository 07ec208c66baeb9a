using Bpf.Compiler.Tests.Kernel;
using Bpf.Testing;
using Microsoft.CodeAnalysis;

namespace Bpf.Compiler.Tests;

/// <summary>The same source produces the same bytes.</summary>
public sealed class DeterminismTests
{
    private const string Members = """
        public struct Call { public long A; public long Result; }
        [BpfMap(MaxEntries = 4)] static readonly BpfHashMap<int, long> Values = new();
        static readonly long Limit = 7;
        [SyscallProgram] public static int Run(ref Call call)
        {
            if (Values.TryGetRef((int)call.A, out BpfRef<long> value))
                value.Value++;
            call.Result = Sum(call.A) + Limit;
            return 0;
        }
        static long Sum(long x)
        {
            long sum = 0;
            for (int i = 0; i < 10; i++)
                sum += x * i;
            return sum;
        }
        """;

    [Fact]
    public void DirectoryDoesNotMatter()
    {
        byte[][] objects = [.. Enumerable.Range(0, 2).Select(_ => CompileIn(Directory.CreateTempSubdirectory("bpfc-test-").FullName))];
        Assert.True(objects[0].AsSpan().SequenceEqual(objects[1]));
        Assert.True(objects[0].AsSpan().IndexOf("/tmp"u8) < 0);
    }

    [Fact]
    public void ConfigurationDoesNotChangeTheInstructions()
    {
        // Line numbers of statements may differ, the code must not.
        string[] code = [.. new[] { OptimizationLevel.Debug, OptimizationLevel.Release }.Select(optimization => Instructions(BpfSource.CompileObjects(
            KernelRun.Class(Members), optimization, emitText: true, architectures: TargetArchitecture.X64)[0].AssemblyText!))];
        Assert.Equal(code[0], code[1]);
    }

    [Theory]
    [InlineData("v1")]
    [InlineData("v2")]
    [InlineData("v3")]
    public void BothArchitecturesComeFromOneRun(string cpu)
    {
        IReadOnlyList<CompiledObject> objects = BpfSource.CompileObjects("""
            [BpfObject(License = "GPL")] public static class Sample {
            [Uprobe("libc:malloc")] public static int P(UprobeContext context, nuint size) => size > 4096 && context.InstructionPointer != 0 ? 1 : 0;
            }
            """, cpu: cpu);
        Assert.Equal([TargetArchitecture.X64, TargetArchitecture.Arm64], objects.Select(item => item.Architecture));
        Assert.Equal(["Sample.x86_64.bpf.o", "Sample.aarch64.bpf.o"], objects.Select(item => item.FileName));
        Assert.False(objects[0].Bytes.Span.SequenceEqual(objects[1].Bytes.Span)); // the registers are at other offsets
    }

    private static byte[] CompileIn(string directory)
    {
        try
        {
            string assembly = SourceCompiler.Compile(directory, "Sample", OptimizationLevel.Release, Path.Combine(directory, "Source/Program.cs"), KernelRun.Class(Members));
            return BpfCompilation.Compile(new CompilationRequest
            {
                AssemblyPath = assembly,
                References = SourceCompiler.References,
                Architectures = [TargetArchitecture.X64],
                SourceRoot = directory,
            }).Objects[0].Bytes.ToArray();
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    private static string Instructions(string assembly) => string.Join('\n', assembly.Split('\n')
        .Select(line => line.Trim())
        .TakeWhile(line => !line.StartsWith(".section\t.debug", StringComparison.Ordinal) && !line.StartsWith(".section\t.BTF", StringComparison.Ordinal))
        .Where(line => line.Length > 0 && line[0] is not ('.' or '#' or ';') && !line.StartsWith(".L", StringComparison.Ordinal) && !line.EndsWith(':')));
}
