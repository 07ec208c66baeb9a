using System.Runtime.InteropServices;
using Bpf.Compiler;
using Bpf.Runtime;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Emit;

namespace Bpf.Corpus.Tests;

/// <summary>Compiles a program without analyzers, loads it, and shows what it does.</summary>
internal static class CorpusBuild
{
    public static BuildOutcome Run(CorpusProgram program, Compilation compilation)
    {
        string directory = Directory.CreateTempSubdirectory("bpf-corpus-").FullName;
        try
        {
            string assembly = Path.Combine(directory, "Sample.dll");
            Diagnostic[] errors = Emit(compilation, assembly);
            if (errors.Length > 0)
            {
                string ids = string.Join(' ', errors.Select(static item => item.Id).Distinct().Order(StringComparer.Ordinal));
                return new BuildOutcome(CorpusStage.Editor, ids, string.Join(" | ", errors.Select(static item => item.ToString())), ids);
            }

            CompilationResult result = BpfCompilation.Compile(new CompilationRequest
            {
                AssemblyPath = assembly,
                References = CorpusCompilation.References,
                MinimumKernel = program.Properties.TryGetValue("BpfMinKernel", out string? version) ? Version.Parse(version) : null,
                Architectures = [RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? TargetArchitecture.Arm64 : TargetArchitecture.X64],
            });
            return Judge(program, result);
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    private static Diagnostic[] Emit(Compilation compilation, string assembly)
    {
        using FileStream image = File.Create(assembly);
        using FileStream symbols = File.Create(Path.ChangeExtension(assembly, ".pdb"));
        EmitResult result = compilation.Emit(image, symbols, options: new EmitOptions(debugInformationFormat: DebugInformationFormat.PortablePdb));
        return [.. result.Diagnostics.Where(static item => item.Severity == DiagnosticSeverity.Error)];
    }

    private static BuildOutcome Judge(CorpusProgram program, CompilationResult result)
    {
        string ids = string.Join(' ', result.Diagnostics.Select(static item => item.Id).Distinct().Order(StringComparer.Ordinal));
        string messages = string.Join(" | ", result.Diagnostics);
        if (!result.Succeeded)
        {
            return new BuildOutcome(CorpusStage.Compiler, ids, messages, ids);
        }

        if (result.Objects.Count == 0)
        {
            return new BuildOutcome(CorpusStage.Silent, "", messages, "no object");
        }

        // Without a kernel, a program that compiles is taken for one that loads.
        BuildOutcome kernel = Environment.IsPrivilegedProcess ? CorpusKernel.Run(program, result.Objects) : new BuildOutcome(CorpusStage.Silent, "", "", "");
        return result.Diagnostics.Count > 0 ? new BuildOutcome(CorpusStage.Compiler, ids, messages, kernel.Proof) : kernel;
    }
}
