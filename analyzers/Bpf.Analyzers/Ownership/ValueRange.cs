using System.Collections.Immutable;
using Microsoft.CodeAnalysis.Operations;

namespace Bpf.Analyzers.Ownership;

/// <summary>The values that comparisons with constants have left for a variable.</summary>
internal sealed record ValueRange(decimal Min, decimal Max, ImmutableHashSet<decimal> Excluded)
{
    /// <summary>All values.</summary>
    public static ValueRange Everything { get; } = new(decimal.MinValue, decimal.MaxValue, []);

    /// <summary>Whether no value is left.</summary>
    public bool IsEmpty => Min > Max || (Min == Max && Excluded.Contains(Min));

    /// <summary>What is left after a comparison is true.</summary>
    public ValueRange With(BinaryOperatorKind kind, decimal constant) => kind switch
    {
        BinaryOperatorKind.Equals => Excluded.Contains(constant) ? this with { Min = 1, Max = 0 } : Between(constant, constant),
        BinaryOperatorKind.NotEquals => this with { Excluded = Excluded.Add(constant) },
        BinaryOperatorKind.LessThan => Between(decimal.MinValue, constant - 1),
        BinaryOperatorKind.LessThanOrEqual => Between(decimal.MinValue, constant),
        BinaryOperatorKind.GreaterThan => Between(constant + 1, decimal.MaxValue),
        _ => Between(constant, decimal.MaxValue),
    };

    private ValueRange Between(decimal min, decimal max) => this with { Min = Math.Max(Min, min), Max = Math.Min(Max, max) };
}
