using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Bpf.Repository.Tests;

/// <summary>Lines fit on the screen. A message may be longer, because it can be searched for only if it is not split.</summary>
public sealed class LineLengthTests
{
    private const int Longest = 160; // max_line_length of .editorconfig

    [Theory]
    [InlineData("src")]
    [InlineData("analyzers")]
    [InlineData("generators")]
    [InlineData("samples")]
    public void NoLineIsTooLong(string folder)
    {
        string[] tooLong = [.. Repository.SourcesBelow(Path.Combine(Repository.Root, folder)).Where(path => !path.EndsWith(".g.cs", StringComparison.Ordinal))
            .Where(path => File.ReadLines(path).Any(line => line.Length > Longest)).SelectMany(TooLong)];
        Assert.True(tooLong.Length == 0, $"{tooLong.Length} lines\n{string.Join('\n', tooLong)}");
    }

    private static IEnumerable<string> TooLong(string path)
    {
        SourceText text = SourceText.From(File.ReadAllText(path));
        SyntaxNode root = CSharpSyntaxTree.ParseText(text).GetRoot();
        foreach (TextLine line in text.Lines.Where(line => line.Span.Length > Longest))
        {
            int messages = root.DescendantNodes(line.Span).Where(node => line.Span.Contains(node.Span))
                .Where(node => node is InterpolatedStringExpressionSyntax || node.IsKind(SyntaxKind.StringLiteralExpression))
                .Where(node => !node.Ancestors().Any(parent => parent is InterpolatedStringExpressionSyntax)).Sum(node => node.Span.Length);
            if (line.Span.Length - messages > Longest || messages < Longest / 2)
            {
                yield return $"{Path.GetRelativePath(Repository.Root, path)}({line.LineNumber + 1}) has {line.Span.Length} characters";
            }
        }
    }
}
