using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Bpf.CodeFixes;

/// <summary>BPF0115: makes the innermost checked context unchecked.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(UncheckedFix))]
[Shared]
public sealed class UncheckedFix : SyntaxFix<ExpressionSyntax>
{
    /// <summary>Creates the fix.</summary>
    public UncheckedFix() : base("BPF0115", "Use unchecked")
    {
    }

    private protected override SyntaxNode? Fix(ExpressionSyntax node, SyntaxNode root, SemanticModel model, CancellationToken cancellation)
    {
        foreach (SyntaxNode ancestor in node.Ancestors())
        {
            switch (ancestor)
            {
                case CheckedExpressionSyntax { RawKind: (int)SyntaxKind.CheckedExpression } expression:
                    return root.ReplaceNode(expression, SyntaxFactory.CheckedExpression(
                        SyntaxKind.UncheckedExpression, Keyword(expression.Keyword), expression.OpenParenToken, expression.Expression,
                        expression.CloseParenToken));
                case CheckedStatementSyntax { RawKind: (int)SyntaxKind.CheckedStatement } statement:
                    return root.ReplaceNode(statement,
                        SyntaxFactory.CheckedStatement(SyntaxKind.UncheckedStatement, Keyword(statement.Keyword), statement.Block));
                case MemberDeclarationSyntax:
                    return null;
            }
        }

        return null;
    }

    private static SyntaxToken Keyword(SyntaxToken old) => SyntaxFactory.Token(SyntaxKind.UncheckedKeyword).WithTriviaFrom(old);
}
