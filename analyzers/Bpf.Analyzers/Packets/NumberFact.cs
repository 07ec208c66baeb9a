using System.Collections.Immutable;

namespace Bpf.Analyzers.Packets;

/// <summary>What the conditions of a path say about a number.</summary>
/// <param name="Min">It is at least this.</param>
/// <param name="Max">It is at most this.</param>
/// <param name="Excluded">Numbers in between that it is not.</param>
/// <param name="Sources">What it is computed from.</param>
internal sealed record NumberFact(decimal Min, decimal Max, ImmutableHashSet<decimal> Excluded, ImmutableHashSet<string> Sources)
{
    /// <summary>What is known about a number that has not been tested.</summary>
    public static NumberFact Of(BoundValue.Term number) => new(number.Range.Min, number.Range.Max, [], number.Sources);

    /// <summary>Returns what is left when a test is true or false; null when that is impossible.</summary>
    public NumberFact? After(BoundValue.Test test, bool isTrue)
    {
        NumberFact left = isTrue != test.IsNegated ? this with { Min = Math.Max(Min, test.Min), Max = Math.Min(Max, test.Max) }
            : test.Min <= Min ? this with { Min = Math.Max(Min, test.Max + 1) }
            : test.Max >= Max ? this with { Max = Math.Min(Max, test.Min - 1) }
            : this with { Excluded = Excluded.Add(test.Min) };
        return left.Min > left.Max || (left.Min == left.Max && left.Excluded.Contains(left.Min)) ? null : left;
    }

    public bool Equals(NumberFact? other) => other is not null && Min == other.Min && Max == other.Max && Excluded.SetEquals(other.Excluded);

    public override int GetHashCode() => Min.GetHashCode() ^ Max.GetHashCode();
}
