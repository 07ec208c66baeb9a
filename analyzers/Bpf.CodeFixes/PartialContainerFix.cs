using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Bpf.CodeFixes;

/// <summary>BPF0009: makes the types around a BPF object partial.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(PartialContainerFix))]
[Shared]
public sealed class PartialContainerFix : SyntaxFix<ClassDeclarationSyntax>
{
    /// <summary>Creates the fix.</summary>
    public PartialContainerFix() : base("BPF0009", "Make the containing types partial")
    {
    }

    private protected override SyntaxNode? Fix(ClassDeclarationSyntax node, SyntaxNode root, SemanticModel model, CancellationToken cancellation)
    {
        TypeDeclarationSyntax[] containers = [.. node.Ancestors().OfType<TypeDeclarationSyntax>()];
        return containers.Any(static container => container.TypeParameterList is not null)
            ? null
            : root.ReplaceNodes(containers, static (_, container) => Modifiers.With(container, SyntaxKind.PartialKeyword));
    }
}
