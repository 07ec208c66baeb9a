using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Bpf.CodeFixes;

/// <summary>Adds modifiers to declarations and keeps the comments in front of them in place.</summary>
internal static class Modifiers
{
    /// <summary>Returns the declaration with the modifier appended, or unchanged when it already has it.</summary>
    public static T With<T>(T declaration, SyntaxKind modifier)
        where T : MemberDeclarationSyntax
    {
        if (declaration.Modifiers.Any(modifier))
        {
            return declaration;
        }

        SyntaxToken token = SyntaxFactory.Token(modifier).WithTrailingTrivia(SyntaxFactory.Space);
        if (declaration.Modifiers.Count > 0)
        {
            return (T)declaration.WithModifiers(declaration.Modifiers.Add(token));
        }

        // The new first token takes over the leading trivia of the declaration; attributes keep theirs.
        SyntaxToken first = declaration.AttributeLists.Count > 0
            ? declaration.AttributeLists.Last().GetLastToken().GetNextToken()
            : declaration.GetFirstToken();
        SyntaxTriviaList leading = first.LeadingTrivia;
        var stripped = declaration.ReplaceToken(first, first.WithLeadingTrivia());
        return (T)stripped.WithModifiers(SyntaxFactory.TokenList(token.WithLeadingTrivia(leading)));
    }
}
