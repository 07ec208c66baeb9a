using Bpf.Compiler.Tests.Kernel;
using Bpf.Runtime;
using Bpf.Testing;
using Microsoft.CodeAnalysis;

namespace Bpf.Compiler.Tests;

/// <summary>
/// Programs that only just obey the rules: they compile without a warning and load. The analyzer tests read the same files and
/// expect no diagnostics.
/// </summary>
public sealed class RightProgramTests
{
    private const int Least = 40;

    private static string Folder => Path.Combine(Libbpf.RepositoryRoot, "tests/Bpf.Compiler.Tests/RightPrograms");

    public static TheoryData<string> Files => [.. Directory.EnumerateFiles(Folder, "*.cs").Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Files))]
    public void CompilesAndLoads(string name)
    {
        KernelRequirement.NeedRoot();
        string source = File.ReadAllText(Path.Combine(Folder, name + ".cs"));
        foreach (OptimizationLevel optimization in new[] { OptimizationLevel.Debug, OptimizationLevel.Release })
        {
            CompilationResult result = BpfSource.Compile(source, optimization, architectures: KernelRun.HostArchitecture);
            Assert.Equal("", string.Join('\n', result.Diagnostics));
            foreach (CompiledObject compiled in result.Objects)
            {
                using BpfObject bpf = BpfObject.Open(compiled.Bytes, compiled.Name);
                bpf.Load();
            }
        }
    }

    [Fact]
    public void CorpusIsLargeEnough()
        => Assert.True(Files.Sum(file => File.ReadAllText(Path.Combine(Folder, file + ".cs")).Split("public static").Length - 1) >= Least);
}
