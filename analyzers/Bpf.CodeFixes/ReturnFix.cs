using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Bpf.CodeFixes;

/// <summary>BPF0107: turns a throw statement into a return.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ReturnFix))]
[Shared]
public sealed class ReturnFix : SyntaxFix<ThrowStatementSyntax>
{
    /// <summary>Creates the fix.</summary>
    public ReturnFix() : base("BPF0107", "Return a value")
    {
    }

    private protected override SyntaxNode? Fix(ThrowStatementSyntax node, SyntaxNode root, SemanticModel model, CancellationToken cancellation)
    {
        if (model.GetEnclosingSymbol(node.SpanStart, cancellation) is not IMethodSymbol method)
        {
            return null;
        }

        string statement = method switch
        {
            { ReturnsVoid: true } => "return;",
            { ReturnType.SpecialType: SpecialType.System_Boolean } => "return false;",
            { ReturnType.SpecialType: >= SpecialType.System_SByte and <= SpecialType.System_UInt64 } => "return 0;",
            _ => "return default;",
        };
        return root.ReplaceNode(node, SyntaxFactory.ParseStatement(statement).WithTriviaFrom(node));
    }
}
