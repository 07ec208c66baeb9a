using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Bpf.CodeFixes;

/// <summary>BPF0146: compares text in a buffer up to its zero byte.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(TextEqualsFix))]
[Shared]
public sealed class TextEqualsFix : SyntaxFix<InvocationExpressionSyntax>
{
    /// <summary>Creates the fix.</summary>
    public TextEqualsFix() : base("BPF0146", "Use TextEquals")
    {
    }

    private protected override SyntaxNode? Fix(InvocationExpressionSyntax node, SyntaxNode root, SemanticModel model, CancellationToken cancellation)
    {
        if (node.Expression is not MemberAccessExpressionSyntax { Name: { Identifier.ValueText: "SequenceEqual" } name } access
            || node.ArgumentList.Arguments.Count != 1
            || model.GetSymbolInfo(node, cancellation).Symbol is not IMethodSymbol { TypeArguments: { Length: 1 } types }
            || types[0].SpecialType != SpecialType.System_Byte)
        {
            return null;
        }

        return root.ReplaceNode(access, access.WithName(SyntaxFactory.IdentifierName("TextEquals").WithTriviaFrom(name)));
    }
}
