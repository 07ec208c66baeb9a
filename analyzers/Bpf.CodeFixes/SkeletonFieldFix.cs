using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Bpf.CodeFixes;

/// <summary>
/// BPF0027: uses the variable of a skeleton in scope. There an array is a span and a constant a value, so not every use of the field can
/// stay unchanged: if the result would not compile, no fix is offered.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(SkeletonFieldFix))]
[Shared]
public sealed class SkeletonFieldFix : SyntaxFix<ExpressionSyntax>
{
    /// <summary>Creates the fix.</summary>
    public SkeletonFieldFix() : base("BPF0027", "Use the skeleton's variable")
    {
    }

    private protected override SyntaxNode? Fix(ExpressionSyntax node, SyntaxNode root, SemanticModel model, CancellationToken cancellation)
    {
        ExpressionSyntax use = node.Parent is MemberAccessExpressionSyntax access && access.Name == node ? access : node;
        if (model.GetSymbolInfo(use, cancellation).Symbol is not { ContainingType: { } container } variable)
        {
            return null;
        }

        string skeleton = container.Name + "Skeleton";
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
            if (type?.Name == skeleton && GroupOf(type, variable.Name) is { } group)
            {
                ExpressionSyntax member = SyntaxFactory.ParseExpression($"{candidate.Name}.{group}.{variable.Name}").WithTriviaFrom(use);
                return root.ReplaceNode(use, member);
            }
        }

        return null;
    }

    // Rodata, Data or Bss: the group that contains the variable.
    private static string? GroupOf(ITypeSymbol skeleton, string variable)
        => skeleton.GetMembers().OfType<IPropertySymbol>()
            .FirstOrDefault(group => group.Name is "Rodata" or "Data" or "Bss" && group.Type.GetMembers(variable).Length > 0)?.Name;
}
