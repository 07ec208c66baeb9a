using System.Globalization;

namespace Bpf.Differential.Tests.Bounds;

/// <summary>A kind of integer from which indexes are computed.</summary>
/// <param name="Name">Name of the kind.</param>
/// <param name="Keyword">The C# type.</param>
/// <param name="Unsigned">The unsigned type of the same width.</param>
/// <param name="Value">C# that computes such an integer from the arguments <c>a</c> and <c>b</c>.</param>
internal sealed record IndexType(string Name, string Keyword, string Unsigned, string Value)
{
    public bool IsSigned => Keyword != Unsigned;

    /// <summary>Set for the types that C# widens to int.</summary>
    public bool IsSmall { get; init; }

    /// <summary>
    /// The first LLVM version to test with. Before 18, LLVM compares small signed integers shifted to the top of a register, and the verifier refuses
    /// indexes by them that are checked from both sides.
    /// </summary>
    public int FirstLlvm { get; init; }

    public string Constant(int value) => Keyword == "char" ? $"'\\u{value:x4}'" : value.ToString(CultureInfo.InvariantCulture);
}
