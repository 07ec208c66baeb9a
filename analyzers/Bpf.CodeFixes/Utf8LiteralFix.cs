using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Simplification;

namespace Bpf.CodeFixes;

/// <summary>BPF0101: turns a string literal into a UTF-8 literal, and the variable that it initializes into a span.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(Utf8LiteralFix))]
[Shared]
public sealed class Utf8LiteralFix : SyntaxFix<SyntaxNode>
{
    /// <summary>Creates the fix.</summary>
    public Utf8LiteralFix() : base("BPF0101", "Use a UTF-8 literal")
    {
    }

    private protected override SyntaxNode? Fix(SyntaxNode node, SyntaxNode root, SemanticModel model, CancellationToken cancellation) => node switch
    {
        LiteralExpressionSyntax { RawKind: (int)SyntaxKind.StringLiteralExpression } literal => root.ReplaceNode(literal, Utf8(literal)),
        VariableDeclaratorSyntax
        {
            Initializer.Value: LiteralExpressionSyntax { RawKind: (int)SyntaxKind.StringLiteralExpression } literal,
            Parent: VariableDeclarationSyntax { Variables.Count: 1 } declaration,
        } => root.ReplaceNode(declaration, WithSpan(declaration.ReplaceNode(literal, Utf8(literal)))),
        _ => null,
    };

    private static ExpressionSyntax Utf8(LiteralExpressionSyntax literal) => SyntaxFactory.ParseExpression(literal.Token.Text + "u8").WithTriviaFrom(literal);

    private static VariableDeclarationSyntax WithSpan(VariableDeclarationSyntax declaration) => declaration.Type.IsVar
        ? declaration
        : declaration.WithType(SyntaxFactory.ParseTypeName("System.ReadOnlySpan<byte>").WithAdditionalAnnotations(Simplifier.Annotation)
            .WithTriviaFrom(declaration.Type));
}
