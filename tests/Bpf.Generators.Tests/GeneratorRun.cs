using System.Collections.Immutable;
using Basic.Reference.Assemblies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Bpf.Generators.Tests;

/// <summary>A run of the generator over sources, and the compilation that includes its output.</summary>
internal sealed class GeneratorRun
{
    // Bpf.Runtime and the library that its exceptions are in.
    private static readonly Type[] s_runtime = [typeof(Bpf.Runtime.BpfObject), typeof(Bpf.Runtime.BpfException)];
    private static readonly CSharpParseOptions s_parse = new(LanguageVersion.CSharp14, DocumentationMode.Diagnose);

    private GeneratorRun(GeneratorDriver driver, Compilation input, Compilation output)
    {
        Driver = driver;
        Input = input;
        Output = output;
    }

    public GeneratorDriver Driver { get; }

    public Compilation Input { get; }

    public Compilation Output { get; }

    public GeneratorRunResult Result => Driver.GetRunResult().Results.Single();

    public ImmutableArray<GeneratedSourceResult> Sources => Result.GeneratedSources;

    public string Source => Assert.Single(Sources).SourceText.ToString();

    /// <summary>Runs the generator; the result must compile.</summary>
    public static GeneratorRun Of(string source, bool withRuntime = true)
        => Of(source, withRuntime ? [.. s_runtime.Select(type => MetadataReference.CreateFromFile(type.Assembly.Location))] : []);

    private static GeneratorRun Of(string source, MetadataReference[] references)
    {
        var compilation = CSharpCompilation.Create(
            "Test",
            [Parse(source, "Input.cs")],
            [
                .. Net100.References.All, MetadataReference.CreateFromFile(typeof(BpfObjectAttribute).Assembly.Location),
                MetadataReference.CreateFromFile(typeof(MapType).Assembly.Location), .. references,
            ],
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true, nullableContextOptions: NullableContextOptions.Enable));
        GeneratorDriver driver = CSharpGeneratorDriver.Create(
            [new SkeletonGenerator().AsSourceGenerator()],
            parseOptions: s_parse,
            driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));
        return Run(driver, compilation);
    }

    /// <summary>Runs the same driver again after a change of the input.</summary>
    public GeneratorRun Again(Func<Compilation, Compilation> change) => Run(Driver, change(Input));

    public static SyntaxTree Parse(string source, string path) => CSharpSyntaxTree.ParseText(source, s_parse, path);

    /// <summary>A type of the output, which must exist.</summary>
    public INamedTypeSymbol Type(string metadataName)
    {
        INamedTypeSymbol? type = Output.GetTypeByMetadataName(metadataName);
        Assert.NotNull(type);
        return type;
    }

    private static GeneratorRun Run(GeneratorDriver driver, Compilation input)
    {
        driver = driver.RunGeneratorsAndUpdateCompilation(input, out Compilation output, out ImmutableArray<Diagnostic> diagnostics, TestContext.Current.CancellationToken);
        Assert.Empty(diagnostics);
        Assert.Empty(output.GetDiagnostics(TestContext.Current.CancellationToken).Where(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
        return new GeneratorRun(driver, input, output);
    }
}
