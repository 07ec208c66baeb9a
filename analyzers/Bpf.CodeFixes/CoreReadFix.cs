using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Bpf.CodeFixes;

/// <summary>BPF0401: reads the field with <c>Core.Read</c>.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(CoreReadFix))]
[Shared]
public sealed class CoreReadFix : SyntaxFix<ExpressionSyntax>
{
    /// <summary>Creates the fix.</summary>
    public CoreReadFix() : base("BPF0401", "Read with Core.Read")
    {
    }

    private protected override SyntaxNode? Fix(ExpressionSyntax node, SyntaxNode root, SemanticModel model, CancellationToken cancellation)
    {
        if (node is not MemberAccessExpressionSyntax || node.Parent is AssignmentExpressionSyntax assignment && assignment.Left == node)
        {
            return null;
        }

        // A pointer cannot be a type argument, so it has a method of its own. That takes the address of the field.
        bool isPointer = model.GetTypeInfo(node, cancellation).Type is IPointerTypeSymbol;
        string access = node.WithoutTrivia().ToFullString();
        ExpressionSyntax read = SyntaxFactory.ParseExpression(isPointer ? $"Core.ReadPointer(&{access})" : $"Core.Read(in {access})").WithTriviaFrom(node);

        // in task->pid as an argument
        return node.Parent is ArgumentSyntax argument && !argument.RefKindKeyword.IsKind(SyntaxKind.None)
            ? root.ReplaceNode(argument, argument.WithRefKindKeyword(default).WithExpression(read))
            : root.ReplaceNode(node, read);
    }
}
