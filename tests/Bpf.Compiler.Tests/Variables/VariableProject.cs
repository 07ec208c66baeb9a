using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Bpf.Analyzers.Declarations;
using Bpf.Generators;
using Bpf.Testing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Emit;

namespace Bpf.Compiler.Tests.Variables;

/// <summary>
/// A project processed as in a build: the generator writes the skeleton, the analyzers run, bpfc compiles, and the object is a resource of the assembly.
/// </summary>
internal sealed class VariableProject
{
    private static readonly ImmutableArray<DiagnosticAnalyzer> s_analyzers =
    [
        .. typeof(ProgramShapeAnalyzer).Assembly.GetTypes().Where(type => type.IsDefined(typeof(DiagnosticAnalyzerAttribute), inherit: false))
            .Select(type => (DiagnosticAnalyzer)Activator.CreateInstance(type)!).Where(analyzer => analyzer is not DiagnosticSuppressor),
    ];

    private static readonly MetadataReference[] s_references = [.. SourceCompiler.References.Select(path => MetadataReference.CreateFromFile(path))];

    private readonly Compilation _compilation;

    public VariableProject(VariableCase variable)
    {
        string source = $$"""
            using System;
            using Bpf;

            public enum E : byte { Zero, One, Two }
            public struct Vec { public int A, B; public Vec(int a, int b) => (A, B) = (a, b); }
            public struct Mean { public long Count; public double Value; }
            public unsafe struct Nest { public Vec V; public E E; public fixed byte Bytes[7]; }
            public struct Call { public long A; }

            [BpfObject(License = "GPL")]
            public static unsafe class Probe
            {
                static long Result;
                {{variable.Declaration}}

                [SyscallProgram] public static int Run(ref Call call) { {{variable.Program}} return 0; }
            }

            public static class Host
            {
                public static string Use()
                {
                    using ProbeSkeleton s = ProbeSkeleton.Open();
                    {{variable.Before}}
                    s.Load();
                    s.Programs.Run.TestRun(context: new byte[8]);
                    return FormattableString.Invariant($"{{{variable.Read}}}");
                }
            }
            """;
        CSharpParseOptions options = new(LanguageVersion.CSharp14, preprocessorSymbols: ["BPF"]);
        CSharpCompilation compilation = CSharpCompilation.Create("Variables",
            [CSharpSyntaxTree.ParseText(source, options, "Program.cs", System.Text.Encoding.UTF8)], s_references,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release, allowUnsafe: true));
        CSharpGeneratorDriver.Create([new SkeletonGenerator().AsSourceGenerator()], parseOptions: options)
            .RunGeneratorsAndUpdateCompilation(compilation, out _compilation, out _, TestContext.Current.CancellationToken);
        Assert.Empty(_compilation.GetDiagnostics(TestContext.Current.CancellationToken).Where(item => item.Severity == DiagnosticSeverity.Error));
    }

    /// <summary>Groups of the skeleton with a member <c>X</c>.</summary>
    public IEnumerable<string> Groups
        => _compilation.GetTypeByMetadataName("ProbeSkeleton")!.GetTypeMembers().Where(type => type.GetMembers("X").Length > 0).Select(type => type.Name);

    /// <summary>Diagnostics of the editor, by id.</summary>
    public async Task<string> EditorAsync()
    {
        ImmutableArray<Diagnostic> found = await _compilation.WithAnalyzers(s_analyzers).GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);
        return string.Join(' ', found.Where(item => item.Severity >= DiagnosticSeverity.Warning).Select(item => item.Id).Distinct().Order());
    }

    public CompilationResult Compile(string directory)
    {
        string path = Path.Combine(directory, "Variables.dll");
        using (FileStream image = File.Create(path))
        using (FileStream symbols = File.Create(Path.ChangeExtension(path, ".pdb")))
        {
            Emit(image, symbols, null);
        }

        return BpfCompilation.Compile(new CompilationRequest
        {
            AssemblyPath = path,
            References = SourceCompiler.References,
            Cpu = "v3",
            Architectures = [RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? TargetArchitecture.Arm64 : TargetArchitecture.X64],
        });
    }

    /// <summary>The assembly that contains the object.</summary>
    public MemoryStream WithObject(CompiledObject compiled)
    {
        MemoryStream image = new();
        Emit(image, null, new ResourceDescription($"Bpf.Probe.{compiled.Architecture.Name()}.bpf.o", () => new MemoryStream(compiled.Bytes.ToArray()), isPublic: true));
        image.Position = 0;
        return image;
    }

    private void Emit(Stream image, Stream? symbols, ResourceDescription? resource)
    {
        EmitResult result = _compilation.Emit(image, symbols, manifestResources: resource is null ? null : [resource],
            options: new EmitOptions(debugInformationFormat: DebugInformationFormat.PortablePdb));
        Assert.True(result.Success, string.Join('\n', result.Diagnostics));
    }
}
