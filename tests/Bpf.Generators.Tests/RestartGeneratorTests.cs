using System.Collections.Immutable;
using Basic.Reference.Assemblies;
using Bpf.Generators.HotReload;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Bpf.Generators.Tests;

/// <summary>The generated value that makes hot reload restart a program when a BPF class changes.</summary>
public class RestartGeneratorTests
{
    private const string Source
        = "namespace A.B { [Bpf.BpfObject] public static partial class C { static ulong s_n; [Bpf.Xdp] public static int P(Bpf.XdpContext c) => 1; } }";
    private const string OtherPart = "namespace A.B { partial class C { static int Q() => 3; } }";

    [Fact]
    public void FollowsTheCodeOfAllPartsOfTheClass()
    {
        string original = Generate(Source, OtherPart);
        Assert.Contains("internal enum A_B_C : ulong", original, StringComparison.Ordinal);

        Assert.NotEqual(original, Generate(Source.Replace("=> 1", "=> 2", StringComparison.Ordinal), OtherPart));
        Assert.NotEqual(original, Generate(Source, OtherPart.Replace("=> 3", "=> 4", StringComparison.Ordinal)));
        Assert.NotEqual(original, Generate(Source.Replace("[Bpf.Xdp]", "[Bpf.Xdp, System.Obsolete]", StringComparison.Ordinal), OtherPart));
    }

    [Fact]
    public void IgnoresCommentsWhitespaceAndOtherCode()
    {
        string original = Generate(Source);

        Assert.Equal(original, Generate(Source.Replace("=> 1;", "=>\n  1; /* one */", StringComparison.Ordinal)));
        Assert.Equal(original, Generate(Source, "class Other { int Value => 1; }"));
    }

    [Fact]
    public void ReleaseBuildsGenerateNothing() => Assert.Empty(Run(OptimizationLevel.Release, Source));

    private static string Generate(params string[] sources) => Assert.Single(Run(OptimizationLevel.Debug, sources)).SourceText.ToString();

    private static ImmutableArray<GeneratedSourceResult> Run(OptimizationLevel optimization, params string[] sources)
    {
        var compilation = CSharpCompilation.Create(
            "Test",
            sources.Select(static (source, index) => GeneratorRun.Parse(source, $"{index}.cs")),
            [.. Net100.References.All, MetadataReference.CreateFromFile(typeof(BpfObjectAttribute).Assembly.Location), MetadataReference.CreateFromFile(typeof(MapType).Assembly.Location)],
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, optimizationLevel: optimization));
        GeneratorDriver driver = CSharpGeneratorDriver.Create(
            [new RestartGenerator().AsSourceGenerator()], parseOptions: (CSharpParseOptions)compilation.SyntaxTrees[0].Options);
        driver = driver.RunGeneratorsAndUpdateCompilation(compilation, out Compilation output, out _, TestContext.Current.CancellationToken);
        Assert.Empty(output.GetDiagnostics(TestContext.Current.CancellationToken).Where(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
        return driver.GetRunResult().Results.Single().GeneratedSources;
    }
}
