using Microsoft.CodeAnalysis;

namespace Bpf.Analyzers.Language;

/// <summary>Framework members that only compute: they yield the same numbers at compile time as at run time, on every machine.</summary>
internal static class PureFramework
{
    private static readonly HashSet<string> s_types = new(StringComparer.Ordinal)
    {
        "System.Array", "System.BitConverter", "System.Buffers.Binary.BinaryPrimitives", "System.Collections.Generic.KeyValuePair", "System.Convert",
        "System.DateOnly", "System.DateTime",
        "System.Guid", "System.Index", "System.Math", "System.MathF", "System.MemoryExtensions", "System.Net.IPAddress", "System.Nullable",
        "System.Numerics.BitOperations",
        "System.Range", "System.ReadOnlySpan", "System.Runtime.CompilerServices.Unsafe", "System.Runtime.InteropServices.MemoryMarshal", "System.Span",
        "System.String",
        "System.Text.Rune", "System.TimeOnly", "System.TimeSpan", "System.ValueTuple",
    };

    // These depend on the clock, on randomness or on the culture.
    private static readonly HashSet<string> s_impure = new(StringComparer.Ordinal)
    {
        "CreateVersion7", "Format", "NewGuid", "Now", "Parse", "ParseExact", "Today", "ToString", "TryFormat", "TryParse", "TryParseExact", "UtcNow",
    };

    /// <summary>Returns true for such a method, property accessor, constructor or constant.</summary>
    public static bool IsPure(ISymbol member)
        => member.ContainingType is { } type && !s_impure.Contains((member as IMethodSymbol)?.AssociatedSymbol?.Name ?? member.Name)
        && (IsNumber(type) || s_types.Contains($"{type.ContainingNamespace.ToDisplayString()}.{type.Name}"));

    private static bool IsNumber(INamedTypeSymbol type) => type.SpecialType is (>= SpecialType.System_Boolean and <= SpecialType.System_Double)
        or SpecialType.System_IntPtr or SpecialType.System_UIntPtr;
}
