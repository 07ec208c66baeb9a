using System.Globalization;

namespace Bpf.Differential.Tests.Bounds;

/// <summary>A kind of integer that indexes are made of.</summary>
/// <param name="Name">What the kind is called.</param>
/// <param name="Keyword">The C# type.</param>
/// <param name="Unsigned">The unsigned type of the same width.</param>
/// <param name="Value">How such an integer is made of the arguments <c>a</c> and <c>b</c>.</param>
internal sealed record IndexType(string Name, string Keyword, string Unsigned, string Value)
{
    public bool IsSigned => Keyword != Unsigned;

    /// <summary>Set for the types that C# widens to int.</summary>
    public bool IsSmall { get; init; }

    /// <summary>
    /// The first LLVM to test with. Before 18, LLVM compares small signed integers shifted to the top of a register, and indexes by them that are checked
    /// from both sides are refused.
    /// </summary>
    public int FirstLlvm { get; init; }

    public string Constant(int value) => Keyword == "char" ? $"'\\u{value:x4}'" : value.ToString(CultureInfo.InvariantCulture);
}
