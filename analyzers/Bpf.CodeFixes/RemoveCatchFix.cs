using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;

namespace Bpf.CodeFixes;

/// <summary>BPF0108: removes catch clauses, and the try around what is left.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(RemoveCatchFix))]
[Shared]
public sealed class RemoveCatchFix : SyntaxFix<TryStatementSyntax>
{
    /// <summary>Creates the fix.</summary>
    public RemoveCatchFix() : base("BPF0108", "Remove the catch clauses")
    {
    }

    private protected override SyntaxNode? Fix(TryStatementSyntax node, SyntaxNode root, SemanticModel model, CancellationToken cancellation)
    {
        if (node.Finally is not null)
        {
            return root.ReplaceNode(node, node.WithCatches(default).WithAdditionalAnnotations(Formatter.Annotation));
        }

        if (node.Parent is not BlockSyntax)
        {
            return root.ReplaceNode(node, node.Block.WithTriviaFrom(node).WithAdditionalAnnotations(Formatter.Annotation));
        }

        // Names declared in the block could conflict with others outside it.
        return node.Block.Statements.Any(static statement => statement is LocalDeclarationStatementSyntax or LocalFunctionStatementSyntax)
            ? root.ReplaceNode(node, node.Block.WithTriviaFrom(node).WithAdditionalAnnotations(Formatter.Annotation))
            : root.ReplaceNode(node, node.Block.Statements.Select(static statement => statement.WithAdditionalAnnotations(Formatter.Annotation)));
    }
}
