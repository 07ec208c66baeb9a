using System.Composition;
using Bpf.CodeFixes.Changes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.CodeFixes;

namespace Bpf.CodeFixes;

/// <summary>BPF0023: uses the member of the same name of the program's own verdict.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ForeignVerdictFix))]
[Shared]
public sealed class ForeignVerdictFix : SyntaxFix<ExpressionSyntax>
{
    /// <summary>Creates the fix.</summary>
    public ForeignVerdictFix() : base("BPF0023", "Use this program's verdict of the same name")
    {
    }

    private protected override SyntaxNode? Fix(ExpressionSyntax node, SyntaxNode root, SemanticModel model, CancellationToken cancellation)
    {
        if (node.FirstAncestorOrSelf<MethodDeclarationSyntax>() is not { } method
            || ProgramKindOf.Method(method, model, cancellation)?.Verdict is not { } verdict
            || node.DescendantNodesAndSelf().OfType<MemberAccessExpressionSyntax>().FirstOrDefault() is not { } member
            || model.GetTypeInfo(member, cancellation).Type is not { } wrong
            || MatchingVerdict.Of(member, wrong, verdict, model, cancellation) is not { } matching)
        {
            return null;
        }

        return root.ReplaceNode(member, matching);
    }
}
