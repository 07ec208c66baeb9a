using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Bpf.CodeFixes;

/// <summary>BPF0027: takes the variable from the skeleton that is at hand.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(SkeletonFieldFix))]
[Shared]
public sealed class SkeletonFieldFix : SyntaxFix<ExpressionSyntax>
{
    /// <summary>Creates the fix.</summary>
    public SkeletonFieldFix() : base("BPF0027", "Take it from the skeleton")
    {
    }

    private protected override SyntaxNode? Fix(ExpressionSyntax node, SyntaxNode root, SemanticModel model, CancellationToken cancellation)
    {
        ExpressionSyntax use = node.Parent is MemberAccessExpressionSyntax access && access.Name == node ? access : node;
        if (model.GetSymbolInfo(use, cancellation).Symbol is not IFieldSymbol field)
        {
            return null;
        }

        string skeleton = field.ContainingType.Name + "Skeleton";
        foreach (ISymbol candidate in model.LookupSymbols(use.SpanStart))
        {
            ITypeSymbol? type = candidate switch
            {
                ILocalSymbol local when local.Locations[0].SourceSpan.Start < use.SpanStart => local.Type,
                IParameterSymbol parameter => parameter.Type,
                IFieldSymbol member => member.Type,
                IPropertySymbol property => property.Type,
                _ => null,
            };
            if (type?.Name == skeleton && GroupOf(type, field.Name) is { } group)
            {
                return root.ReplaceNode(use, SyntaxFactory.ParseExpression($"{candidate.Name}.{group}.{field.Name}").WithTriviaFrom(use));
            }
        }

        return null;
    }

    // Rodata, Data or Bss: the group that has the field.
    private static string? GroupOf(ITypeSymbol skeleton, string field)
        => skeleton.GetMembers().OfType<IPropertySymbol>().FirstOrDefault(group => group.Name is "Rodata" or "Data" or "Bss" && group.Type.GetMembers(field).Length > 0)?.Name;
}
