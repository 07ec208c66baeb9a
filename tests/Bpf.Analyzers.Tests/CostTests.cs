using System.Collections.Immutable;
using Basic.Reference.Assemblies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Diagnostics.Telemetry;

namespace Bpf.Analyzers.Tests;

/// <summary>Projects without BPF code pay nothing; others pay only for code that could be BPF code.</summary>
public sealed class CostTests
{
    private const string Host = "class Host { double Value => 1.5; string Text(object o) => $\"{o}\"; }";
    private const string Object = "[Bpf.BpfObject] static class Probe { [Bpf.Uprobe(\"a:b\")] static int On() => 0; }";

    [Fact]
    public async Task NothingIsAnalyzedWithoutTheBpfPackage()
        => Assert.All(await Telemetry(Host, withVocabulary: false), static info => Assert.Equal(0, Actions(info) + info.SymbolActionsCount));

    [Fact]
    public async Task NoCodeIsAnalyzedWithoutAnObject()
        => Assert.All(await Telemetry(Host, withVocabulary: true), static info => Assert.Equal(0, Actions(info) - info.SyntaxNodeActionsCount));

    // A local function with a program attribute may be the only BPF code of a project.
    [Fact]
    public async Task OneRuleAnalyzesFunctionsWithoutAnObject()
        => Assert.Equal(1, (await Telemetry(Host, withVocabulary: true)).Sum(static info => info.SyntaxNodeActionsCount));

    [Fact]
    public async Task CodeIsAnalyzedWhenThereIsAnObject()
        => Assert.Contains(await Telemetry(Host + Object, withVocabulary: true), static info => Actions(info) > 0);

    private static int Actions(AnalyzerTelemetryInfo info) => info.OperationActionsCount + info.OperationBlockActionsCount + info.OperationBlockStartActionsCount
        + info.SyntaxNodeActionsCount + info.SyntaxTreeActionsCount + info.SemanticModelActionsCount + info.CodeBlockActionsCount + info.CodeBlockStartActionsCount;

    private static async Task<AnalyzerTelemetryInfo[]> Telemetry(string source, bool withVocabulary)
    {
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        IEnumerable<MetadataReference> references = Net100.References.All;
        var compilation = CSharpCompilation.Create(
            "Test",
            [CSharpSyntaxTree.ParseText(source, cancellationToken: cancellation)],
            withVocabulary ? references.Append(MetadataReference.CreateFromFile(typeof(BpfObjectAttribute).Assembly.Location)).Append(MetadataReference.CreateFromFile(typeof(MapType).Assembly.Location)) : references,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        CompilationWithAnalyzers run = compilation.WithAnalyzers(AllAnalyzers.Rules);
        ImmutableArray<Diagnostic> diagnostics = await run.GetAnalyzerDiagnosticsAsync(cancellation);
        Assert.Empty(diagnostics);
        return await Task.WhenAll(AllAnalyzers.Rules.Select(analyzer => run.GetAnalyzerTelemetryInfoAsync(analyzer, cancellation)));
    }
}
