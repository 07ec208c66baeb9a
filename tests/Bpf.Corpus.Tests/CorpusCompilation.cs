using System.Collections.Immutable;
using System.Text;
using Bpf.Analyzers.Declarations;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace Bpf.Corpus.Tests;

/// <summary>Compiles a program as a user's project does: the framework, the package's libraries, generators, implicit usings.</summary>
internal static class CorpusCompilation
{
    private const string ImplicitUsings = """
        global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq;
        global using System.Threading; global using System.Threading.Tasks;
        """;

    // The kernel types are a reference assembly.
    private static readonly string[] s_libraries =
    [
        typeof(BpfObjectAttribute).Assembly.Location, typeof(MapType).Assembly.Location, typeof(Runtime.BpfObject).Assembly.Location,
        typeof(Objects.ObjectDescription).Assembly.Location, Path.Combine(AppContext.BaseDirectory, "Bpf.Vmlinux.dll"),
    ];

    private static readonly MetadataReference[] s_references =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(':')
            .Where(static path => Path.GetDirectoryName(path) == Path.GetDirectoryName(typeof(object).Assembly.Location))
            .Concat(s_libraries).Distinct()
            .Select(static path => MetadataReference.CreateFromFile(path)),
    ];

    private static readonly ImmutableArray<DiagnosticAnalyzer> s_analyzers =
        [.. Instances<DiagnosticAnalyzer>(typeof(ProgramShapeAnalyzer), typeof(DiagnosticAnalyzerAttribute))];

    private static readonly CSharpParseOptions s_parse = new(LanguageVersion.CSharp14, preprocessorSymbols: ["BPF"]);
    private static readonly SyntaxTree s_usings = Parse("Usings.cs", ImplicitUsings);

    /// <summary>The paths of the references.</summary>
    public static IReadOnlyList<string> References { get; } = [.. s_references.OfType<PortableExecutableReference>().Select(static item => item.FilePath!)];

    /// <summary>The compilation of some files with everything generated, and what compiler and generators report.</summary>
    public static Compilation Create(
        IEnumerable<(string Path, string Text)> files, AnalyzerConfigOptionsProvider options, out ImmutableArray<Diagnostic> diagnostics)
    {
        SyntaxTree[] trees = [.. files.Select(static file => Parse(file.Path, file.Text)), s_usings];
        Compilation compilation = CSharpCompilation.Create("Sample", trees, s_references, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary,
            optimizationLevel: OptimizationLevel.Release, allowUnsafe: true, deterministic: true, nullableContextOptions: NullableContextOptions.Enable));
        IEnumerable<ISourceGenerator> generators = Instances<IIncrementalGenerator>(typeof(Generators.SkeletonGenerator), typeof(GeneratorAttribute))
            .Select(static generator => generator.AsSourceGenerator());
        CSharpGeneratorDriver.Create(generators, parseOptions: s_parse, optionsProvider: options)
            .RunGeneratorsAndUpdateCompilation(compilation, out Compilation updated, out diagnostics);
        diagnostics = [.. diagnostics, .. updated.GetDiagnostics()];
        return updated;
    }

    /// <summary>What the analyzers report.</summary>
    public static Task<ImmutableArray<Diagnostic>> AnalyzeAsync(Compilation compilation, AnalyzerConfigOptionsProvider options)
        => compilation.WithAnalyzers(s_analyzers, new AnalyzerOptions([], options)).GetAnalyzerDiagnosticsAsync();

    private static SyntaxTree Parse(string path, string text) => CSharpSyntaxTree.ParseText(SourceText.From(text, Encoding.UTF8), s_parse, path);

    private static IEnumerable<T> Instances<T>(Type sibling, Type attribute) => sibling.Assembly.GetTypes()
        .Where(type => type.IsDefined(attribute, inherit: false) && typeof(T).IsAssignableFrom(type))
        .Select(static type => (T)Activator.CreateInstance(type)!);
}
