using System.Composition;
using Bpf.Analyzers.Language;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Bpf.CodeFixes.Proven;

/// <summary>BPF0151: counts before the division, or uses 0 as long as the divisor is 0.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(DivisorFix))]
[Shared]
public sealed class DivisorFix : ProvenFix
{
    /// <summary>Creates the fix.</summary>
    public DivisorFix() : base([new DivisionAnalyzer()], "BPF0151")
    {
    }

    private protected override IEnumerable<TriedChange> Try(FixPlace place)
    {
        ExpressionSyntax? divisor = place.Node switch
        {
            BinaryExpressionSyntax division => division.Right,
            AssignmentExpressionSyntax division => division.Right,
            _ => null,
        };
        if (divisor is null || Number.Of(divisor) is not (IdentifierNameSyntax or MemberAccessExpressionSyntax) || !place.IsRepeatable(divisor))
        {
            yield break;
        }

        string variable = Number.Of(divisor).ToString();
        StatementSyntax? statement = place.Node.FirstAncestorOrSelf<StatementSyntax>(static item => item is not BlockSyntax);
        if (statement?.Parent is BlockSyntax block && CountBehind(statement, block, variable) is { } count)
        {
            yield return new TriedChange($"Run '{count}' first", "count",
                [.. place.Insert(place.Node, [count.ToString()]), place.Statements.Remove(count)]);
        }

        if (place.Node is BinaryExpressionSyntax quotient)
        {
            string tested = $"{variable} == 0 ? 0 : {quotient}";
            bool isWhole = quotient.Parent is EqualsValueClauseSyntax or AssignmentExpressionSyntax or ArgumentSyntax or ReturnStatementSyntax
                or ParenthesizedExpressionSyntax;
            yield return new TriedChange($"Use 0 while '{variable}' is 0", "zero", [new TextChange(quotient.Span, isWhole ? tested : $"({tested})")]);
        }
        else if (place.Node.Parent is ExpressionStatementSyntax assignment)
        {
            yield return new TriedChange($"Divide if '{variable}' is not 0", "zero", place.Statements.Under(assignment, $"if ({variable} != 0)"));
        }
    }

    // The next statement that changes the divisor, when it uses nothing that the division changes.
    private static ExpressionStatementSyntax? CountBehind(StatementSyntax division, BlockSyntax block, string variable)
        => block.Statements.Skip(block.Statements.IndexOf(division) + 1).FirstOrDefault(item => Changes(item, variable)) as ExpressionStatementSyntax;

    private static bool Changes(StatementSyntax statement, string variable)
        => OperandOf((statement as ExpressionStatementSyntax)?.Expression)?.ToString() == variable
        && statement.GetTrailingTrivia().All(static trivia => trivia.IsKind(SyntaxKind.WhitespaceTrivia) || trivia.IsKind(SyntaxKind.EndOfLineTrivia));

    private static ExpressionSyntax? OperandOf(ExpressionSyntax? expression) => expression switch
    {
        PostfixUnaryExpressionSyntax postfix => postfix.Operand,
        PrefixUnaryExpressionSyntax prefix => prefix.Operand,
        AssignmentExpressionSyntax { Right: LiteralExpressionSyntax, RawKind: (int)SyntaxKind.AddAssignmentExpression } addition => addition.Left,
        _ => null,
    };
}
