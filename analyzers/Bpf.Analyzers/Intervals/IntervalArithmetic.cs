using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Bpf.Analyzers.Intervals;

/// <summary>What operators do to intervals, before the result is brought into its type.</summary>
internal static class IntervalArithmetic
{
    // Products of such factors fit into a decimal.
    private const decimal LargestFactor = 1UL << 47;

    /// <summary>Applies an operator; null when the result may be anything of its type.</summary>
    public static Interval? Apply(BinaryOperatorKind kind, Interval left, Interval right)
    {
        Interval? result = kind switch
        {
            BinaryOperatorKind.Add => new(left.Min + right.Min, left.Max + right.Max, left.HasMin && right.HasMin, left.HasMax && right.HasMax, 0),
            BinaryOperatorKind.Subtract => new(left.Min - right.Max, left.Max - right.Min, left.HasMin && right.HasMax, left.HasMax && right.HasMin, 0),
            BinaryOperatorKind.Multiply => Multiply(left, right),
            BinaryOperatorKind.Divide when right is { IsSingle: true, Min: > 0 } => Divide(left, right.Min),
            BinaryOperatorKind.Remainder when right is { IsSingle: true, Min: > 0 } => Remainder(left, right.Min - 1),
            BinaryOperatorKind.And when right.Min >= 0 && left.Min >= 0 => And(left, right),
            BinaryOperatorKind.And when right.Min >= 0 => And(right, left),
            BinaryOperatorKind.And when left.Min >= 0 => And(left, right),
            BinaryOperatorKind.LeftShift when right is { IsSingle: true, Min: >= 0 and < 32 } => Multiply(left, Interval.Constant(1UL << (int)right.Min)),
            BinaryOperatorKind.RightShift or BinaryOperatorKind.UnsignedRightShift when left.Min >= 0 && right is { IsSingle: true, Min: >= 0 and < 64 }
                => Divide(left, 1UL << (int)right.Min),
            _ => null,
        };

        // What both sides depend on may exclude the bounds of the result.
        return result is not { } found ? null : (left.Sources & right.Sources) != 0 ? found.Doubtful() with { Sources = left.Sources | right.Sources }
            : found with { Sources = left.Sources | right.Sources };
    }

    /// <summary>The number of the highest bit that is set, and 0 for 0.</summary>
    public static Interval Log2(Interval value)
        => new(HighestBit(value.Min), HighestBit(value.Max), value.HasMin, value.HasMax, value.Sources);

    /// <summary>The smaller one of two.</summary>
    public static Interval Least(Interval one, Interval other) => new(Math.Min(one.Min, other.Min), Math.Min(one.Max, other.Max),
        one.Min <= other.Min ? one.HasMin : other.HasMin, one.HasMax && other.HasMax, one.Sources | other.Sources);

    /// <summary>The larger one of two.</summary>
    public static Interval Greatest(Interval one, Interval other) => new(Math.Max(one.Min, other.Min), Math.Max(one.Max, other.Max),
        one.HasMin && other.HasMin, one.Max >= other.Max ? one.HasMax : other.HasMax, one.Sources | other.Sources);

    private static Interval? Multiply(Interval left, Interval right)
        => left.Min < 0 || right.Min < 0 || left.Max > LargestFactor || right.Max > LargestFactor ? null
            : new(left.Min * right.Min, left.Max * right.Max, left.HasMin && right.HasMin, left.HasMax && right.HasMax, 0);

    private static Interval Divide(Interval value, decimal divisor)
        => new(decimal.Truncate(value.Min / divisor), decimal.Truncate(value.Max / divisor), value.HasMin, value.HasMax, 0);

    private static Interval Remainder(Interval value, decimal largest) => new(
        value.Min >= 0 ? 0 : Math.Max(value.Min, -largest), value.Max <= 0 ? 0 : Math.Min(value.Max, largest),
        value.HasMin && value.HasMax && value.Min <= -largest, value.HasMax && value.HasMin && value.Max >= largest && value.Min <= 0, 0);

    // The mask has no negative values; a value that has all bits of a constant mask is certain where the other side may be anything.
    private static Interval And(Interval mask, Interval other)
    {
        decimal max = other.Min >= 0 ? Math.Min(mask.Max, other.Max) : mask.Max;
        bool isCertain = (mask.IsSingle && IsInput(other, mask.Max)) || (other.IsSingle && IsInput(mask, other.Max));
        return new(0, max, isCertain, isCertain, 0);
    }

    private static bool IsInput(Interval value, decimal mask)
        => value.HasMin && value.HasMax && value.Min <= 0 && value.Max >= mask && value.Max >= ushort.MaxValue;

    private static decimal HighestBit(decimal value)
    {
        int bit = 0;
        for (ulong rest = value > 0 ? (ulong)value : 0; rest > 1; rest >>= 1)
        {
            bit++;
        }

        return bit;
    }
}
