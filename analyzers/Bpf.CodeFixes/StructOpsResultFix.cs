using System.Composition;
using Bpf.Analyzers;
using Bpf.Analyzers.Declarations;
using Bpf.ReferenceKernels;
using Bpf.Shared;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Bpf.CodeFixes;

/// <summary>BPF0454: gives a member of a struct_ops the kernel's return type, if both return something.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(StructOpsResultFix))]
[Shared]
public sealed class StructOpsResultFix : SyntaxFix<MethodDeclarationSyntax>
{
    /// <summary>Creates the fix.</summary>
    public StructOpsResultFix() : base("BPF0454", "Return the kernel's type")
    {
    }

    private protected override SyntaxNode? Fix(MethodDeclarationSyntax node, SyntaxNode root, SemanticModel model, CancellationToken cancellation)
    {
        if (BpfSymbols.Of(model.Compilation) is not { } symbols || model.GetDeclaredSymbol(node, cancellation) is not { ReturnsVoid: false } method
            || symbols.StructureOf(method.ContainingType) is not { } structure
            || StructOpsRules.ResultOf(structure, DeclaredPrograms.MemberOf(method, symbols)) is not { } result
            || result.Resolved.Kind == KernelTypeKind.Void)
        {
            return null;
        }

        TypeSyntax type = SyntaxFactory.ParseTypeName(new KernelTypeSyntax(model, node.SpanStart).Of(result));
        return root.ReplaceNode(node.ReturnType, type.WithTriviaFrom(node.ReturnType));
    }
}
