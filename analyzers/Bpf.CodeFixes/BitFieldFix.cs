using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Bpf.CodeFixes;

/// <summary>BPF0406: reads a bit-field with <c>Core.ReadBits</c>.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(BitFieldFix))]
[Shared]
public sealed class BitFieldFix : SyntaxFix<InvocationExpressionSyntax>
{
    /// <summary>Creates the fix.</summary>
    public BitFieldFix() : base("BPF0406", "Read the bit-field with Core.ReadBits")
    {
    }

    private protected override SyntaxNode? Fix(InvocationExpressionSyntax node, SyntaxNode root, SemanticModel model, CancellationToken cancellation)
    {
        SimpleNameSyntax? name = (node.Expression as MemberAccessExpressionSyntax)?.Name ?? node.Expression as SimpleNameSyntax;
        return name is not { Identifier.ValueText: "Read" } ? null
            : root.ReplaceNode(name, SyntaxFactory.IdentifierName("ReadBits").WithTriviaFrom(name));
    }
}
