using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Bpf.CodeFixes;

/// <summary>BPF0417: reads the field directly.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(DirectReadFix))]
[Shared]
public sealed class DirectReadFix : SyntaxFix<InvocationExpressionSyntax>
{
    /// <summary>Creates the fix.</summary>
    public DirectReadFix() : base("BPF0417", "Read the field directly")
    {
    }

    private protected override SyntaxNode? Fix(InvocationExpressionSyntax node, SyntaxNode root, SemanticModel model, CancellationToken cancellation)
        => node.ArgumentList.Arguments.Count == 1 ? root.ReplaceNode(node, node.ArgumentList.Arguments[0].Expression.WithTriviaFrom(node)) : null;
}
