using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Bpf.Analyzers.Language;

/// <summary>A <c>for</c> loop from a constant to a constant that runs to its end.</summary>
internal static class CountedLoop
{
    /// <summary>Returns the largest value of a loop index that is used in every iteration; null when unknown.</summary>
    public static int? LargestIndex(ExpressionSyntax index, KnownLengths lengths)
    {
        int distance = 0;
        if (index is BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression } sum && lengths.Constant(sum.Right) is { } constant)
        {
            (index, distance) = (sum.Left, constant);
        }

        return index is IdentifierNameSyntax name && LoopOf(name) is { } loop && LastValue(loop, name.Identifier.ValueText, lengths) is { } last
            ? last + distance : null;
    }

    // The loop that evaluates the expression in every iteration.
    private static ForStatementSyntax? LoopOf(IdentifierNameSyntax name)
    {
        SyntaxNode inner = name;
        foreach (SyntaxNode node in name.Ancestors())
        {
            switch (node)
            {
                case ForStatementSyntax loop:
                    return inner == loop.Statement && loop.Declaration?.Variables is { Count: 1 } variables
                        && variables[0].Identifier.ValueText == name.Identifier.ValueText ? loop : null;
                case IfStatementSyntax statement when inner != statement.Condition:
                case ConditionalExpressionSyntax conditional when inner != conditional.Condition:
                case BinaryExpressionSyntax binary when inner == binary.Right
                    && binary.Kind() is SyntaxKind.LogicalAndExpression or SyntaxKind.LogicalOrExpression or SyntaxKind.CoalesceExpression:
                case SwitchSectionSyntax or SwitchExpressionArmSyntax or AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax
                    or WhileStatementSyntax or DoStatementSyntax or CommonForEachStatementSyntax or MemberDeclarationSyntax
                    or ConditionalAccessExpressionSyntax:
                    return null;
            }

            inner = node;
        }

        return null;
    }

    /// <summary>Returns how often a loop from a constant to a constant runs; null when unknown.</summary>
    public static long? RoundsOf(ForStatementSyntax loop, KnownLengths lengths)
        => loop.Declaration?.Variables is { Count: 1 } variables && variables[0] is { Initializer.Value: var initial } variable
            && LastValue(loop, variable.Identifier.ValueText, lengths) is { } last && lengths.Constant(initial) is { } first
            && StepOf(loop.Incrementors[0], variable.Identifier.ValueText, lengths) is { } step ? (((long)last - first) / step) + 1 : null;

    private static int? LastValue(ForStatementSyntax loop, string variable, KnownLengths lengths)
    {
        if (loop.Declaration!.Variables[0].Initializer is not { Value: var initial } || lengths.Constant(initial) is not { } first
            || loop.Incrementors.Count != 1 || StepOf(loop.Incrementors[0], variable, lengths) is not (> 0 and var step)
            || loop.Condition is not BinaryExpressionSyntax condition || LimitOf(condition, variable, lengths) is not { } limit
            || limit < first || LeavesOrChanges(loop.Statement, variable))
        {
            return null;
        }

        return first + ((limit - first) / step * step);
    }

    private static int? StepOf(ExpressionSyntax incrementor, string variable, KnownLengths lengths) => incrementor switch
    {
        PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.PostIncrementExpression, Operand: IdentifierNameSyntax name }
            when name.Identifier.ValueText == variable => 1,
        PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.PreIncrementExpression, Operand: IdentifierNameSyntax name }
            when name.Identifier.ValueText == variable => 1,
        AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.AddAssignmentExpression, Left: IdentifierNameSyntax name } assignment
            when name.Identifier.ValueText == variable => lengths.Constant(assignment.Right),
        _ => null,
    };

    private static int? LimitOf(BinaryExpressionSyntax condition, string variable, KnownLengths lengths)
        => condition.Left is IdentifierNameSyntax name && name.Identifier.ValueText == variable
            ? condition.Kind() switch
            {
                SyntaxKind.LessThanExpression => NumberOf(condition.Right, lengths) - 1,
                SyntaxKind.LessThanOrEqualExpression => NumberOf(condition.Right, lengths),
                _ => null,
            }
            : null;

    private static int? NumberOf(ExpressionSyntax limit, KnownLengths lengths) => lengths.Constant(limit)
        ?? (limit is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Length" } length ? lengths.Of(length.Expression) : null);

    private static bool LeavesOrChanges(StatementSyntax body, string variable) => body.DescendantNodes().Any(node => node switch
    {
        BreakStatementSyntax or ContinueStatementSyntax or ReturnStatementSyntax or GotoStatementSyntax or ThrowStatementSyntax or ThrowExpressionSyntax =>
            true,
        AssignmentExpressionSyntax { Left: IdentifierNameSyntax name } => name.Identifier.ValueText == variable,
        PostfixUnaryExpressionSyntax { Operand: IdentifierNameSyntax name } => name.Identifier.ValueText == variable,
        PrefixUnaryExpressionSyntax { Operand: IdentifierNameSyntax name } prefix => name.Identifier.ValueText == variable
            && prefix.Kind() is SyntaxKind.PreIncrementExpression or SyntaxKind.PreDecrementExpression or SyntaxKind.AddressOfExpression,
        ArgumentSyntax { Expression: IdentifierNameSyntax name } argument =>
            name.Identifier.ValueText == variable && !argument.RefKindKeyword.IsKind(SyntaxKind.None),
        _ => false,
    });
}
