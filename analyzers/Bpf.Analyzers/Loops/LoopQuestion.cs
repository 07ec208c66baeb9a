using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Bpf.Analyzers.Loops;

/// <summary>What a condition asks, so that equal questions and their opposites are recognized.</summary>
internal static class LoopQuestion
{
    private const string Separator = "\u0001";

    /// <summary>Returns the question, and whether the condition is its opposite.</summary>
    public static (string Question, bool IsNegated) Of(IOperation condition) => condition switch
    {
        IParenthesizedOperation parenthesized => Of(parenthesized.Operand),
        IUnaryOperation { OperatorKind: UnaryOperatorKind.Not } not => Of(not.Operand) is var (question, isNegated) ? (question, !isNegated) : default,
        IBinaryOperation binary => binary.OperatorKind switch
        {
            BinaryOperatorKind.Equals => (Text(binary, "=="), false),
            BinaryOperatorKind.NotEquals => (Text(binary, "=="), true),
            BinaryOperatorKind.LessThan => (Text(binary, "<"), false),
            BinaryOperatorKind.GreaterThanOrEqual => (Text(binary, "<"), true),
            BinaryOperatorKind.GreaterThan => (Text(binary, ">"), false),
            BinaryOperatorKind.LessThanOrEqual => (Text(binary, ">"), true),
            _ => (condition.Syntax.ToString(), false),
        },
        IIsPatternOperation match => (match.Value.Syntax + Separator + match.Pattern.Syntax, false),
        _ => (condition.Syntax.ToString(), false),
    };

    /// <summary>Returns whether the answer to a question may decide another one: both are about the same value.</summary>
    public static bool Decides(string known, bool answer, string question)
        => known.IndexOf(Separator, StringComparison.Ordinal) is >= 0 and var end && question.StartsWith(known.Substring(0, end + 1), StringComparison.Ordinal)
            && (answer || known[end + 1] != '=' || question[end + 1] != '='); // what is not 1 may be 2

    private static string Text(IBinaryOperation binary, string comparison)
        => binary.LeftOperand.ConstantValue.HasValue
            ? binary.RightOperand.Syntax + Separator + comparison + binary.LeftOperand.Syntax + "~"
            : binary.LeftOperand.Syntax + Separator + comparison + binary.RightOperand.Syntax;
}
