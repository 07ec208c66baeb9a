using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Bpf.CodeFixes;

/// <summary>BPF0102: turns an array that is converted to a span into a stack allocation.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(StackAllocationFix))]
[Shared]
public sealed class StackAllocationFix : SyntaxFix<ArrayCreationExpressionSyntax>
{
    /// <summary>Creates the fix.</summary>
    public StackAllocationFix() : base("BPF0102", "Allocate on the stack")
    {
    }

    private protected override SyntaxNode? Fix(ArrayCreationExpressionSyntax node, SyntaxNode root, SemanticModel model, CancellationToken cancellation)
    {
        bool becomesSpan = model.GetTypeInfo(node, cancellation).ConvertedType is { Name: "Span" or "ReadOnlySpan" };
        ExpressionSyntax size = node.Type.RankSpecifiers[0].Sizes[0];
        bool isConstant = size is OmittedArraySizeExpressionSyntax || model.GetConstantValue(size, cancellation).HasValue;
        if (!becomesSpan || !isConstant)
        {
            return null;
        }

        SyntaxToken keyword = SyntaxFactory.Token(SyntaxKind.StackAllocKeyword).WithTriviaFrom(node.NewKeyword);
        return root.ReplaceNode(node, SyntaxFactory.StackAllocArrayCreationExpression(keyword, node.Type, node.Initializer).WithTriviaFrom(node));
    }
}
