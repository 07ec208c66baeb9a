namespace Bpf.Differential.Tests.Bounds;

/// <summary>The values that pass a check.</summary>
/// <param name="Type">Their type.</param>
/// <param name="Lowest">The lowest.</param>
/// <param name="Highest">The highest.</param>
internal sealed record IndexRange(IndexType Type, int Lowest, int Highest)
{
    /// <summary>The value as an operand of the methods of <see cref="Math"/>.</summary>
    public string Operand => Type.IsSmall ? "(int)n" : "n";

    public string Low => Type.Constant(Lowest);

    public string High => Type.Constant(Highest);

    public string Below => Type.Constant(Lowest - 1);

    public string Next => Type.Constant(Lowest + 1);

    public string Above => Type.Constant(Highest + 1);
}
