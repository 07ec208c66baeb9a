using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Bpf.CodeFixes;

/// <summary>BPF0450: makes the class of a struct_ops static, if it is nested in one with programs.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(StaticStructOpsFix))]
[Shared]
public sealed class StaticStructOpsFix : SyntaxFix<ClassDeclarationSyntax>
{
    /// <summary>Creates the fix.</summary>
    public StaticStructOpsFix() : base("BPF0450", "Make the class static")
    {
    }

    private protected override SyntaxNode? Fix(ClassDeclarationSyntax node, SyntaxNode root, SemanticModel model, CancellationToken cancellation)
        => node.Parent is ClassDeclarationSyntax && !node.Modifiers.Any(SyntaxKind.StaticKeyword)
            && model.GetDeclaredSymbol(node, cancellation) is { } type && type.GetMembers().All(static member => member.IsStatic || member.IsImplicitlyDeclared)
            && type.GetAttributes().Any(static attribute => attribute.AttributeClass?.ToDisplayString() == "Bpf.StructOpsAttribute")
            ? root.ReplaceNode(node, Modifiers.With(node, SyntaxKind.StaticKeyword)) : null;
}
