using Microsoft.CodeAnalysis;

namespace Bpf.Analyzers.Intervals;

/// <summary>The values that an integer may have at a place in the code.</summary>
/// <param name="Min">The smallest one.</param>
/// <param name="Max">The largest one.</param>
/// <param name="HasMin">
/// Whether the program really gets to <paramref name="Min"/>, as far as the code shows; false when the analysis may know too little.
/// </param>
/// <param name="HasMax">The same for <paramref name="Max"/>.</param>
/// <param name="Sources">A bit for each input of the method that it depends on.</param>
internal readonly record struct Interval(decimal Min, decimal Max, bool HasMin, bool HasMax, ulong Sources)
{
    // All inputs beyond the number of bits share the last one.
    private const int MostSources = 63;

    /// <summary>Whether no value is possible: the code is not reached.</summary>
    public bool IsEmpty => Min > Max;

    /// <summary>Whether only one value is possible.</summary>
    public bool IsSingle => Min == Max;

    /// <summary>A constant.</summary>
    public static Interval Constant(decimal value) => new(value, value, true, true, 0);

    /// <summary>Any value of a type, about which nothing else is known; null for types that are not integers.</summary>
    public static Interval? Unknown(ITypeSymbol? type) => RangeOf(type) is var (min, max) ? new(min, max, false, false, 0) : null;

    /// <summary>Any value of a type, all of which occur: an input of the program; null for types that are not integers.</summary>
    public static Interval? Input(ITypeSymbol? type, int source)
        => RangeOf(type) is var (min, max) ? new(min, max, true, true, 1UL << Math.Min(source, MostSources)) : null;

    /// <summary>The same values, of which none is certain to occur.</summary>
    public Interval Doubtful() => this with { HasMin = false, HasMax = false };

    /// <summary>What is left when the value is compared with another one: at most its largest value.</summary>
    public Interval AtMost(decimal max, bool isCertain) => max < Max ? this with { Max = max, HasMax = HasMax && isCertain } : this;

    /// <summary>What is left when the value is compared with another one: at least its smallest value.</summary>
    public Interval AtLeast(decimal min, bool isCertain) => min > Min ? this with { Min = min, HasMin = HasMin && isCertain } : this;

    /// <summary>The values on either of two paths to a place. A bound that only one path has may be impossible together with other conditions.</summary>
    public Interval Join(Interval other) => new(Math.Min(Min, other.Min), Math.Max(Max, other.Max), HasMin && other.HasMin && Min == other.Min,
        HasMax && other.HasMax && Max == other.Max, Sources | other.Sources);

    /// <summary>The values after a conversion to a type, or after arithmetic in it; those that do not fit wrap around.</summary>
    public Interval? In(ITypeSymbol? type)
    {
        if (RangeOf(type) is not var (min, max))
        {
            return null;
        }

        bool isEverything = HasMin && HasMax && Max - Min >= max - min;
        bool isNegative = min == 0 && Min < 0 && HasMin; // -1 is the largest number without a sign
        return Min >= min && Max <= max ? this : new Interval(min, max, isEverything, isEverything || isNegative, Sources);
    }

    /// <summary>The range of an integer type; null for other types.</summary>
    public static (decimal Min, decimal Max)? RangeOf(ITypeSymbol? type)
        => (type is INamedTypeSymbol { EnumUnderlyingType: { } underlying } ? underlying : type)?.SpecialType switch
        {
            SpecialType.System_Boolean => (0, 1),
            SpecialType.System_Byte => (byte.MinValue, byte.MaxValue),
            SpecialType.System_SByte => (sbyte.MinValue, sbyte.MaxValue),
            SpecialType.System_Int16 => (short.MinValue, short.MaxValue),
            SpecialType.System_UInt16 or SpecialType.System_Char => (ushort.MinValue, ushort.MaxValue),
            SpecialType.System_Int32 => (int.MinValue, int.MaxValue),
            SpecialType.System_UInt32 => (uint.MinValue, uint.MaxValue),
            SpecialType.System_Int64 or SpecialType.System_IntPtr => (long.MinValue, long.MaxValue),
            SpecialType.System_UInt64 or SpecialType.System_UIntPtr => (ulong.MinValue, ulong.MaxValue),
            _ => null,
        };
}
