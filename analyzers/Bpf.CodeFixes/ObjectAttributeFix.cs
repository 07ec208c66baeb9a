using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Bpf.CodeFixes;

/// <summary>BPF0020: adds <c>[BpfObject]</c> to the class.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ObjectAttributeFix))]
[Shared]
public sealed class ObjectAttributeFix : SyntaxFix<ClassDeclarationSyntax>
{
    /// <summary>Creates the fix.</summary>
    public ObjectAttributeFix() : base("BPF0020", "Make the class a BPF object")
    {
    }

    private protected override SyntaxNode? Fix(ClassDeclarationSyntax node, SyntaxNode root, SemanticModel model, CancellationToken cancellation)
        => root.ReplaceNode(node, Attributes.Add(node, "BpfObject"));
}
