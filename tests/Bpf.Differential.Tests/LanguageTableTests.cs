using Bpf.Testing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Bpf.Differential.Tests;

/// <summary>Every row of the language table has a test: in the corpus, on the kernel, or among the rejections.</summary>
public sealed class LanguageTableTests
{
    [Fact]
    public void EverySupportedRowIsShown() => Report(LanguageRowKind.Supported, Marked());

    [Fact]
    public void EveryRefusedRowIsShown() => Report(LanguageRowKind.Refused, Rejected());

    [Fact]
    public void EveryMarkerHasItsRow()
    {
        HashSet<int> known = [.. LanguageTable.Rows.Select(row => row.Number)];
        Assert.Equal(Enumerable.Range(1, known.Count), LanguageTable.Rows.Select(row => row.Number));
        Assert.Empty(Marked().Concat(Rejected()).Except(known));
    }

    private static void Report(LanguageRowKind kind, HashSet<int> shown)
    {
        string[] missing = [.. LanguageTable.Rows.Where(row => (row.Kind == kind || row.Kind == LanguageRowKind.Both) && !shown.Contains(row.Number)).Select(row => $"{row.Number} {row.Title}")];
        Assert.True(missing.Length == 0, "No test shows\n" + string.Join('\n', missing));
    }

    private static HashSet<int> Marked() =>
    [
        .. from file in Sources()
           from attribute in Parse(file).DescendantNodes().OfType<AttributeSyntax>()
           where attribute.Name.ToString() == "Row"
           from argument in attribute.ArgumentList!.Arguments
           select int.Parse(argument.ToString(), System.Globalization.CultureInfo.InvariantCulture),
    ];

    // new("BPF0100", "code", 17, 51)
    private static HashSet<int> Rejected() =>
    [
        .. from file in Sources()
           where file.Contains("/Rejections/", StringComparison.Ordinal)
           from creation in Parse(file).DescendantNodes().OfType<ImplicitObjectCreationExpressionSyntax>()
           from argument in creation.ArgumentList.Arguments.Skip(2)
           where argument.Expression.IsKind(SyntaxKind.NumericLiteralExpression)
           select int.Parse(argument.ToString(), System.Globalization.CultureInfo.InvariantCulture),
    ];

    private static IEnumerable<string> Sources()
        => new[] { "Bpf.Differential.Tests/Corpus", "Bpf.Compiler.Tests", "Bpf.Kernel.Tests" }
            .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(TestsFolder(), folder), "*.cs", SearchOption.AllDirectories))
            .Where(file => !file.Contains("/obj/", StringComparison.Ordinal) && !file.Contains("/bin/", StringComparison.Ordinal));

    private static SyntaxNode Parse(string file)
        => CSharpSyntaxTree.ParseText(File.ReadAllText(file), cancellationToken: TestContext.Current.CancellationToken).GetRoot(TestContext.Current.CancellationToken);

    private static string TestsFolder() => Path.Combine(Libbpf.RepositoryRoot, "tests");
}
