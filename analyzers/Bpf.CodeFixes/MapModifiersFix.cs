using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Bpf.CodeFixes;

/// <summary>BPF0300: makes a map static readonly.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MapModifiersFix))]
[Shared]
public sealed class MapModifiersFix : SyntaxFix<FieldDeclarationSyntax>
{
    /// <summary>Creates the fix.</summary>
    public MapModifiersFix() : base("BPF0300", "Make the map static readonly")
    {
    }

    private protected override SyntaxNode? Fix(FieldDeclarationSyntax node, SyntaxNode root, SemanticModel model, CancellationToken cancellation)
        => root.ReplaceNode(node, Modifiers.With(Modifiers.With(node, SyntaxKind.StaticKeyword), SyntaxKind.ReadOnlyKeyword));
}
