using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;

namespace Bpf.CodeFixes;

/// <summary>BPF0121: adds the arm that BPF code implies.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(DefaultArmFix))]
[Shared]
public sealed class DefaultArmFix : SyntaxFix<SwitchExpressionSyntax>
{
    /// <summary>Creates the fix.</summary>
    public DefaultArmFix() : base("BPF0121", "Add a default arm")
    {
    }

    private protected override SyntaxNode? Fix(SwitchExpressionSyntax node, SyntaxNode root, SemanticModel model, CancellationToken cancellation)
    {
        SwitchExpressionArmSyntax arm = SyntaxFactory.SwitchExpressionArm(SyntaxFactory.DiscardPattern(), SyntaxFactory.ParseExpression("default"))
            .NormalizeWhitespace();
        return root.ReplaceNode(node, node.AddArms(arm).WithAdditionalAnnotations(Formatter.Annotation));
    }
}
