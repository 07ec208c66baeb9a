using System.Runtime.InteropServices;
using Bpf.Compiler;
using Bpf.Testing;
using Microsoft.CodeAnalysis;

namespace Bpf.CodeFixes.Tests;

/// <summary>Programs after a fix.</summary>
internal static class FixedProgram
{
    private static readonly TargetArchitecture s_host
        = RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? TargetArchitecture.Arm64 : TargetArchitecture.X64;

    /// <summary>bpfc must compile the programs in both configurations without a warning, and, where the tests may load programs, this kernel must load them.</summary>
    public static void Load(string source)
    {
        foreach (OptimizationLevel optimization in new[] { OptimizationLevel.Debug, OptimizationLevel.Release })
        {
            CompilationResult result = BpfSource.Compile(source, optimization, architectures: s_host);
            Assert.Empty(result.Diagnostics);
            Assert.NotEmpty(result.Objects);
            foreach (CompiledObject item in KernelRequirement.MayLoad() ? result.Objects : [])
            {
                using Runtime.BpfObject bpf = Runtime.BpfObject.Open(item.Bytes, "Sample");
                bpf.Load();
            }
        }
    }
}
