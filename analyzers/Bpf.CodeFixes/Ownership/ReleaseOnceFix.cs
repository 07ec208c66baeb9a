using System.Composition;
using Bpf.Analyzers.Ownership;
using Bpf.CodeFixes.Changes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.CodeFixes;

namespace Bpf.CodeFixes.Ownership;

/// <summary>BPF0432 and BPF0436: removes a release of what is released already, or the end of what has not begun.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ReleaseOnceFix))]
[Shared]
public sealed class ReleaseOnceFix : OwnershipFix
{
    /// <summary>Creates the fix.</summary>
    public ReleaseOnceFix() : base("BPF0432", "BPF0436")
    {
    }

    private protected override IEnumerable<(string Title, OwnedMethod Changed)> Fixes(OwnedMethod method, OwnershipFault fault)
    {
        // The one that is reported, or one before it.
        IEnumerable<ExpressionStatementSyntax> candidates = method.Syntax.DescendantNodes().OfType<ExpressionStatementSyntax>()
            .Where(statement => statement.SpanStart <= fault.Syntax.SpanStart
                && (statement.Expression == fault.Syntax || (fault.Diagnostic.Id == "BPF0432" && IsReleaseOf(statement.Expression, fault.Name, method))))
            .OrderByDescending(static statement => statement.SpanStart);
        foreach (ExpressionStatementSyntax candidate in candidates)
        {
            OwnedMethod changed = method.With([new StatementText(method.Text).Remove(WithTest(candidate, method))]);
            if (method.IsMendedBy(changed, fault))
            {
                yield return ("Remove the call", changed);
                yield break;
            }
        }
    }

    private static bool IsReleaseOf(ExpressionSyntax expression, string variable, OwnedMethod method)
        => expression is InvocationExpressionSyntax call && ReleasedObject.Of(call, method) is { } released && released.Name == variable;

    // A test of which nothing else depends goes as well, unless it does something.
    private static StatementSyntax WithTest(StatementSyntax statement, OwnedMethod method)
    {
        SyntaxNode inner = statement.Parent is BlockSyntax { Statements.Count: 1 } block ? block : statement;
        return inner.Parent is IfStatementSyntax { Else: null } test && test.Statement == inner && IsPure(test.Condition, method.Model) ? test : statement;
    }

    private static bool IsPure(ExpressionSyntax condition, SemanticModel model)
        => !condition.DescendantNodesAndSelf().Any(node => node is InvocationExpressionSyntax or AssignmentExpressionSyntax or DeclarationExpressionSyntax
            or AwaitExpressionSyntax or PostfixUnaryExpressionSyntax || (node is PrefixUnaryExpressionSyntax { OperatorToken.Text: "++" or "--" })
            || (node is IdentifierNameSyntax && model.GetSymbolInfo(node).Symbol is IPropertySymbol { GetMethod.DeclaringSyntaxReferences.Length: > 0 }));
}
