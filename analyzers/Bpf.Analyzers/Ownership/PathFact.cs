using Microsoft.CodeAnalysis;

namespace Bpf.Analyzers.Ownership;

/// <summary>What a path knows about a value of type <c>bool</c>.</summary>
/// <param name="Value">The value; null when it tells whether a local holds an object.</param>
/// <param name="Owner">The local; null for a value that is known.</param>
/// <param name="IsObject">Whether the local holds an object when the value is true.</param>
/// <param name="Acquisition">Where the local got what the value is about; it may get something else later.</param>
internal sealed record PathFact(bool? Value, ISymbol? Owner, bool IsObject, SyntaxNode? Acquisition)
{
    /// <summary>A value that is known.</summary>
    public static PathFact Known(bool value) => new(value, null, false, null);

    /// <summary>The opposite.</summary>
    public PathFact Not() => this with { Value = !Value, IsObject = !IsObject };
}
