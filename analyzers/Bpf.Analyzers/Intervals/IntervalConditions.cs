using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Bpf.Analyzers.Intervals;

/// <summary>Limits intervals by the conditions of branches.</summary>
internal sealed class IntervalConditions(IntervalValues values)
{
    /// <summary>Notes that a condition is true or false.</summary>
    public void Assume(IOperation condition, bool isTrue, IntervalState state)
    {
        switch (condition)
        {
            case { ConstantValue: { HasValue: true, Value: bool known } } when known != isTrue:
                state.Refine(condition, Interval.Constant(0).AtLeast(1, isCertain: true)); // nothing is possible
                break;
            case IParenthesizedOperation parenthesized:
                Assume(parenthesized.Operand, isTrue, state);
                break;
            case IUnaryOperation { OperatorKind: UnaryOperatorKind.Not, OperatorMethod: null } not:
                Assume(not.Operand, !isTrue, state);
                break;
            case IBinaryOperation { OperatorMethod: null } comparison when Relation(comparison.OperatorKind, isTrue) is { } relation
                && values.Of(comparison.LeftOperand, state) is { } left && values.Of(comparison.RightOperand, state) is { } right:
                Compare(comparison.LeftOperand, relation, right, state);
                Compare(comparison.RightOperand, Mirror(relation), left, state);
                break;
            case IIsPatternOperation { Pattern: var pattern } match when IsModelled(pattern):
                Match(match.Value, pattern, isTrue, state);
                break;
            default:
                DoubtAll(condition, state);
                break;
        }
    }

    /// <summary>Gives up what is certain about the variables of an expression.</summary>
    public static void DoubtAll(IOperation operation, IntervalState state)
    {
        foreach (IOperation part in operation.DescendantsAndSelf())
        {
            // What a call in the condition has set is not limited by its result.
            if (part.Parent is not (IArgumentOperation { Parameter.RefKind: RefKind.Out } or IDeclarationExpressionOperation)
                && IntervalValues.KeyOf(part) is { } key)
            {
                state.Doubt(key);
            }
        }
    }

    private void Compare(IOperation operand, BinaryOperatorKind relation, Interval other, IntervalState state)
    {
        if (operand.ConstantValue.HasValue || values.Of(operand, state) is not { } value)
        {
            return;
        }

        Interval limited = relation switch
        {
            BinaryOperatorKind.LessThan => value.AtMost(other.Max - 1, other.HasMax),
            BinaryOperatorKind.LessThanOrEqual => value.AtMost(other.Max, other.HasMax),
            BinaryOperatorKind.GreaterThan => value.AtLeast(other.Min + 1, other.HasMin),
            BinaryOperatorKind.GreaterThanOrEqual => value.AtLeast(other.Min, other.HasMin),
            BinaryOperatorKind.Equals => value.AtMost(other.Max, other.HasMax).AtLeast(other.Min, other.HasMin),
            _ when other is { IsSingle: true } && other.Min == value.Min => value.AtLeast(value.Min + 1, isCertain: true),
            _ when other is { IsSingle: true } && other.Max == value.Max => value.AtMost(value.Max - 1, isCertain: true),
            _ => value,
        };
        Limit(operand, limited, state);
    }

    // x, (uint)x and x + 1 limit x; anything else makes what it is computed from doubtful.
    private void Limit(IOperation operand, Interval limited, IntervalState state)
    {
        switch (operand)
        {
            case IParenthesizedOperation parenthesized:
                Limit(parenthesized.Operand, limited, state);
                return;
            case IConversionOperation { OperatorMethod: null } conversion when Interval.RangeOf(conversion.Operand.Type) is var (min, max)
                && Interval.RangeOf(conversion.Type) is var (least, most) && most - least >= max - min && limited.Max <= max
                && values.Of(conversion.Operand, state) is { } inner:
                // Values below zero are large as unsigned ones.
                Interval unwrapped = limited.Min >= min ? inner.AtLeast(least == 0 && min < 0 ? Math.Max(limited.Min, 0) : limited.Min, limited.HasMin)
                    .AtMost(limited.Max, limited.HasMax) : inner.AtMost(limited.Max, limited.HasMax);
                Limit(conversion.Operand, unwrapped, state);
                return;
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.Add or BinaryOperatorKind.Subtract, OperatorMethod: null } sum
                when values.Of(sum.RightOperand, state) is { IsSingle: true } offset && Interval.RangeOf(sum.Type) is var (_, top):
                decimal shift = sum.OperatorKind == BinaryOperatorKind.Add ? offset.Min : -offset.Min;
                if (limited.Max - shift <= top && limited.Min - shift >= 0 && values.Of(sum.LeftOperand, state) is { } term)
                {
                    Limit(sum.LeftOperand, term.AtMost(limited.Max - shift, limited.HasMax).AtLeast(limited.Min - shift, limited.HasMin), state);
                    return;
                }

                break;
            default:
                if (IntervalValues.KeyOf(operand) is { } key)
                {
                    state.Refine(key, limited);
                    return;
                }

                break;
        }

        DoubtAll(operand, state);
    }

    private void Match(IOperation value, IPatternOperation pattern, bool isTrue, IntervalState state)
    {
        switch (pattern)
        {
            case INegatedPatternOperation not:
                Match(value, not.Pattern, !isTrue, state);
                break;
            case IBinaryPatternOperation both when (both.OperatorKind == BinaryOperatorKind.And) == isTrue:
                Match(value, both.LeftPattern, isTrue, state);
                Match(value, both.RightPattern, isTrue, state);
                break;
            case IRelationalPatternOperation relational when Relation(relational.OperatorKind, isTrue) is { } relation
                && values.Of(relational.Value, state) is { } bound:
                Compare(value, relation, bound, state);
                break;
            case IConstantPatternOperation constant when values.Of(constant.Value, state) is { } single:
                Compare(value, isTrue ? BinaryOperatorKind.Equals : BinaryOperatorKind.NotEquals, single, state);
                break;
            default:
                DoubtAll(value, state);
                break;
        }
    }

    private static bool IsModelled(IPatternOperation pattern) => pattern switch
    {
        INegatedPatternOperation not => IsModelled(not.Pattern),
        IBinaryPatternOperation both => IsModelled(both.LeftPattern) && IsModelled(both.RightPattern),
        _ => pattern is IRelationalPatternOperation or IConstantPatternOperation,
    };

    private static BinaryOperatorKind? Relation(BinaryOperatorKind kind, bool isTrue) => kind switch
    {
        BinaryOperatorKind.LessThan => isTrue ? kind : BinaryOperatorKind.GreaterThanOrEqual,
        BinaryOperatorKind.LessThanOrEqual => isTrue ? kind : BinaryOperatorKind.GreaterThan,
        BinaryOperatorKind.GreaterThan => isTrue ? kind : BinaryOperatorKind.LessThanOrEqual,
        BinaryOperatorKind.GreaterThanOrEqual => isTrue ? kind : BinaryOperatorKind.LessThan,
        BinaryOperatorKind.Equals => isTrue ? kind : BinaryOperatorKind.NotEquals,
        BinaryOperatorKind.NotEquals => isTrue ? kind : BinaryOperatorKind.Equals,
        _ => null,
    };

    private static BinaryOperatorKind Mirror(BinaryOperatorKind relation) => relation switch
    {
        BinaryOperatorKind.LessThan => BinaryOperatorKind.GreaterThan,
        BinaryOperatorKind.LessThanOrEqual => BinaryOperatorKind.GreaterThanOrEqual,
        BinaryOperatorKind.GreaterThan => BinaryOperatorKind.LessThan,
        BinaryOperatorKind.GreaterThanOrEqual => BinaryOperatorKind.LessThanOrEqual,
        _ => relation,
    };
}
