using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Bpf.CodeFixes;

/// <summary>BPF0003: makes a program return <c>int</c>.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ReturnTypeFix))]
[Shared]
public sealed class ReturnTypeFix : SyntaxFix<MethodDeclarationSyntax>
{
    /// <summary>Creates the fix.</summary>
    public ReturnTypeFix() : base("BPF0003", "Return int")
    {
    }

    private protected override SyntaxNode? Fix(MethodDeclarationSyntax node, SyntaxNode root, SemanticModel model, CancellationToken cancellation)
    {
        TypeSyntax integer = SyntaxFactory.PredefinedType(SyntaxFactory.Token(SyntaxKind.IntKeyword)).WithTriviaFrom(node.ReturnType);
        return root.ReplaceNode(node.ReturnType, integer);
    }
}
