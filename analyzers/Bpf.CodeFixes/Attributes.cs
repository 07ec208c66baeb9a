using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;

namespace Bpf.CodeFixes;

/// <summary>Adds attributes to declarations.</summary>
internal static class Attributes
{
    /// <summary>Returns the declaration with another attribute on its own line.</summary>
    /// <param name="declaration">The declaration.</param>
    /// <param name="attribute">The attribute as written between the brackets.</param>
    public static MemberDeclarationSyntax Add(MemberDeclarationSyntax declaration, string attribute)
    {
        SyntaxTriviaList leading = declaration.GetLeadingTrivia();
        AttributeListSyntax list = ((MemberDeclarationSyntax)SyntaxFactory.ParseMemberDeclaration($"[{attribute}] class C;")!).AttributeLists[0]
            .WithLeadingTrivia(leading)
            .WithTrailingTrivia(LineEnd(declaration));
        MemberDeclarationSyntax bare = declaration.WithLeadingTrivia(leading.Where(static trivia => trivia.IsKind(SyntaxKind.WhitespaceTrivia)).Take(1));
        return bare.WithAttributeLists(bare.AttributeLists.Insert(0, list)).WithAdditionalAnnotations(Formatter.Annotation);
    }

    // The line ending of the file.
    private static SyntaxTrivia LineEnd(SyntaxNode node)
    {
        SyntaxTrivia found = node.SyntaxTree.GetRoot().DescendantTrivia().FirstOrDefault(static trivia => trivia.IsKind(SyntaxKind.EndOfLineTrivia));
        return found.IsKind(SyntaxKind.EndOfLineTrivia) ? found : SyntaxFactory.ElasticLineFeed;
    }
}
