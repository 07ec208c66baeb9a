using Bpf.Compiler;
using Microsoft.CodeAnalysis;

namespace Bpf.Testing;

/// <summary>Compiles C# text to BPF objects.</summary>
internal static class BpfSource
{
    public const string FileName = "Program.cs";

    public static CompilationResult Compile(string source, OptimizationLevel optimization = OptimizationLevel.Release, string cpu = "v3",
        bool emitText = false, string? minimumKernel = null, params TargetArchitecture[] architectures)
    {
        string directory = Directory.CreateTempSubdirectory("bpfc-test-").FullName;
        try
        {
            string assembly = SourceCompiler.Compile(directory, "Sample", optimization, FileName, source);
            return BpfCompilation.Compile(new CompilationRequest
            {
                AssemblyPath = assembly,
                References = SourceCompiler.References,
                Cpu = cpu,
                EmitText = emitText,
                MinimumKernel = minimumKernel is null ? null : Version.Parse(minimumKernel),
                Architectures = architectures.Length == 0 ? TargetArchitectures.All : architectures,
            });
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    /// <summary>Compiles text that must not have errors.</summary>
    public static IReadOnlyList<CompiledObject> CompileObjects(string source, OptimizationLevel optimization = OptimizationLevel.Release,
        string cpu = "v3", bool emitText = false, params TargetArchitecture[] architectures)
    {
        CompilationResult result = Compile(source, optimization, cpu, emitText, null, architectures);
        Assert.True(result.Succeeded, string.Join('\n', result.Diagnostics));
        return result.Objects;
    }
}
