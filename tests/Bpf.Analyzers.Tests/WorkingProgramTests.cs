using System.Collections.Immutable;
using Basic.Reference.Assemblies;
using Bpf.Differential.Tests.Bounds;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Bpf.Analyzers.Tests;

/// <summary>The analyzers report no errors in programs that compile and load.</summary>
public sealed class WorkingProgramTests
{
    private const string Usings = "global using System; global using System.Collections.Generic; global using System.Linq; global using System.Threading;";

    // The corpus lists the rows of the language table that it demonstrates.
    private const string RowDeclaration =
        "namespace Bpf.Testing { [AttributeUsage(AttributeTargets.Method)] sealed class RowAttribute(params int[] numbers) : Attribute { public int[] Numbers => numbers; } }";

    public static TheoryData<string> Programs() =>
        [.. typeof(WorkingProgramTests).Assembly.GetManifestResourceNames().Where(static name => name.StartsWith("programs/", StringComparison.Ordinal))];

    public static TheoryData<string> CheckedIndexes() => [.. BoundsTable.Types.Select(static type => type.Name)];

    [Theory]
    [MemberData(nameof(Programs))]
    public Task HasNoErrors(string program) => Check(program, Read(program), []);

    [Theory]
    [MemberData(nameof(Programs))]
    public Task HasNoErrorsInADebugBuild(string program) => Check(program, Read(program), ["DEBUG", "TRACE"]);

    [Theory]
    [MemberData(nameof(CheckedIndexes))]
    public Task CheckedIndexesHaveNoErrors(string type) => Check(type, BoundsCorpus.Write(BoundsTable.Types.Single(item => item.Name == type)), []);

    private static string Read(string program)
    {
        using var reader = new StreamReader(typeof(WorkingProgramTests).Assembly.GetManifestResourceStream(program)!);
        return reader.ReadToEnd();
    }

    private static async Task Check(string program, string source, string[] symbols)
    {
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        var parse = new CSharpParseOptions(LanguageVersion.CSharp14, preprocessorSymbols: ["BPF", .. symbols]);
        SyntaxTree tree = CSharpSyntaxTree.ParseText(source, parse, program, cancellationToken: cancellation);
        var compilation = CSharpCompilation.Create(
            "Test",
            [
                tree,
                CSharpSyntaxTree.ParseText(Entry(tree.GetRoot(cancellation)), parse, cancellationToken: cancellation),
                CSharpSyntaxTree.ParseText(RowDeclaration, parse, cancellationToken: cancellation),
                CSharpSyntaxTree.ParseText(Usings, parse, cancellationToken: cancellation),
            ],
            [.. Net100.References.All, MetadataReference.CreateFromFile(typeof(BpfObjectAttribute).Assembly.Location), MetadataReference.CreateFromFile(typeof(MapType).Assembly.Location)],
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true));
        ImmutableArray<Diagnostic> diagnostics = await compilation.WithAnalyzers(AllAnalyzers.Rules).GetAnalyzerDiagnosticsAsync(cancellation);
        Assert.Empty(compilation.GetDiagnostics(cancellation).Where(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
        Assert.Equal("", string.Join("\n", diagnostics.Where(static diagnostic => diagnostic.Severity > DiagnosticSeverity.Info)));
    }

    // The differential corpus has methods but no program: a program that takes the address of each turns them into BPF code.
    private static string Entry(SyntaxNode root)
    {
        IEnumerable<string> methods = root.DescendantNodes().OfType<MethodDeclarationSyntax>()
            .Where(static method => method is { Parent: ClassDeclarationSyntax { Identifier.Text: "Corpus" }, ReturnType: PredefinedTypeSyntax { Keyword.Text: "long" } }
                && method.Modifiers.Any(SyntaxKind.PublicKeyword)
                && method.ParameterList.Parameters is [{ Type: PredefinedTypeSyntax { Keyword.Text: "long" } }, { Type: PredefinedTypeSyntax { Keyword.Text: "long" } }])
            .Select(static method => $"Take(&Corpus.{method.Identifier.Text});");
        return $$"""
            [Bpf.BpfObject] static unsafe class Entry
            {
                [Bpf.SyscallProgram] static int Run() { {{string.Join(' ', methods)}} return 0; }
                static void Take(delegate*<long, long, long> method) { }
            }
            """;
    }
}
