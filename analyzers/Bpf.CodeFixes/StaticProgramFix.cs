using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Bpf.CodeFixes;

/// <summary>BPF0001: makes a program static.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(StaticProgramFix))]
[Shared]
public sealed class StaticProgramFix : SyntaxFix<MethodDeclarationSyntax>
{
    /// <summary>Creates the fix.</summary>
    public StaticProgramFix() : base("BPF0001", "Make the program static")
    {
    }

    private protected override SyntaxNode? Fix(MethodDeclarationSyntax node, SyntaxNode root, SemanticModel model, CancellationToken cancellation)
        => root.ReplaceNode(node, Modifiers.With(node, SyntaxKind.StaticKeyword));
}
