using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Bpf.CodeFixes;

/// <summary>BPF0013: moves the context parameter to the front.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ContextFirstFix))]
[Shared]
public sealed class ContextFirstFix : SyntaxFix<ParameterSyntax>
{
    /// <summary>Creates the fix.</summary>
    public ContextFirstFix() : base("BPF0013", "Move the context to the front")
    {
    }

    private protected override SyntaxNode? Fix(ParameterSyntax node, SyntaxNode root, SemanticModel model, CancellationToken cancellation)
    {
        if (node.Parent is not ParameterListSyntax list)
        {
            return null;
        }

        ParameterSyntax[] others = [.. list.Parameters.Where(parameter => parameter != node)];
        return root.ReplaceNode(list, list.WithParameters(Reorder(list.Parameters, [node, .. others])));
    }

    // Each position keeps its own white space.
    private static SeparatedSyntaxList<ParameterSyntax> Reorder(SeparatedSyntaxList<ParameterSyntax> places, ParameterSyntax[] parameters)
        => SyntaxFactory.SeparatedList(parameters.Select((parameter, index) => parameter.WithTriviaFrom(places[index])), places.GetSeparators());
}
