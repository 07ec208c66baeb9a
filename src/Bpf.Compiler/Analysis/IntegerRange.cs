using System.Numerics;

namespace Bpf.Compiler.Analysis;

/// <summary>
/// A contiguous range of integers of one width, which may wrap around past the largest one to 0: what LLVM calls a constant range. The full range may begin
/// anywhere; no range is empty.
/// </summary>
/// <param name="Width">Width in bits, 1 to 64.</param>
/// <param name="Lowest">The first integer.</param>
/// <param name="Extent">Distance from the first integer to the last.</param>
internal readonly record struct IntegerRange(uint Width, ulong Lowest, ulong Extent)
{
    /// <summary>Returns the largest unsigned integer of the width.</summary>
    public ulong All => AllOf(Width);

    public bool IsFull => Extent == All;

    public bool IsSingle => Extent == 0;

    /// <summary>The smallest member, unsigned.</summary>
    public ulong UnsignedMinimum => Wraps ? 0 : Lowest;

    /// <summary>The largest member, unsigned.</summary>
    public ulong UnsignedMaximum => Wraps ? All : Lowest + Extent;

    /// <summary>The smallest member, signed.</summary>
    public long SignedMinimum => Signed(MovedBySign.UnsignedMinimum ^ Sign);

    /// <summary>The largest member, signed.</summary>
    public long SignedMaximum => Signed(MovedBySign.UnsignedMaximum ^ Sign);

    private bool Wraps => Extent > All - Lowest;

    private ulong Sign => 1UL << ((int)Width - 1);

    private IntegerRange MovedBySign => this with { Lowest = Lowest ^ Sign };

    private ulong Last => (Lowest + Extent) & All;

    public static IntegerRange Full(uint width) => new(width, 0, AllOf(width));

    public static IntegerRange Single(uint width, ulong value) => new(width, value & AllOf(width), 0);

    /// <summary>Creates the range from one integer up to another; it wraps around when the first is larger.</summary>
    public static IntegerRange Between(uint width, ulong first, ulong last) => new(width, first & AllOf(width), (last - first) & AllOf(width));

    public bool Contains(ulong value) => ((value - Lowest) & All) <= Extent;

    /// <summary>Returns the intersection, or a superset when the intersection is two pieces; null when it is empty.</summary>
    public IntegerRange? Intersect(IntegerRange other)
    {
        ulong distance = (other.Lowest - Lowest) & All;
        bool isAround = other.Extent > All - distance;
        if (distance > Extent)
        {
            return isAround ? new IntegerRange(Width, Lowest, Math.Min(Extent, (distance + other.Extent) & All)) : null;
        }

        // When the other range wraps around to the start of this one, there is a hole in the middle.
        return isAround ? Smaller(this, other) : new IntegerRange(Width, other.Lowest, Math.Min(Extent - distance, other.Extent));
    }

    /// <summary>Returns the smallest range that contains both.</summary>
    public IntegerRange Union(IntegerRange other) => Smaller(UpTo(other), other.UpTo(this));

    public IntegerRange Add(IntegerRange other) => Spanning(Lowest + other.Lowest, other);

    public IntegerRange Sub(IntegerRange other) => Spanning(Lowest - other.Last, other);

    public IntegerRange Mul(IntegerRange other)
    {
        (IntegerRange factor, IntegerRange range) = IsSingle ? (this, other) : (other, this);
        if (factor.IsSingle && (UInt128)range.Extent * factor.Lowest <= All)
        {
            return new IntegerRange(Width, (range.Lowest * factor.Lowest) & All, range.Extent * factor.Lowest);
        }

        return (UInt128)UnsignedMaximum * other.UnsignedMaximum <= All
            ? Between(Width, UnsignedMinimum * other.UnsignedMinimum, UnsignedMaximum * other.UnsignedMaximum)
            : Full(Width);
    }

    /// <summary>Returns the unsigned quotients as BPF defines them: x / 0 is 0.</summary>
    public IntegerRange UnsignedQuotient(IntegerRange divisor) => divisor.UnsignedMinimum == 0
        ? Between(Width, 0, UnsignedMaximum)
        : Between(Width, UnsignedMinimum / divisor.UnsignedMaximum, UnsignedMaximum / divisor.UnsignedMinimum);

    /// <summary>Returns the unsigned remainders as BPF defines them: x % 0 is x.</summary>
    public IntegerRange UnsignedRemainder(IntegerRange divisor)
    {
        if (divisor.UnsignedMinimum > UnsignedMaximum)
        {
            return this;
        }

        return Between(Width, 0, divisor.UnsignedMinimum == 0 ? UnsignedMaximum : Math.Min(UnsignedMaximum, divisor.UnsignedMaximum - 1));
    }

    public IntegerRange ShiftLeft(int count) => Extent <= All >> count ? new IntegerRange(Width, (Lowest << count) & All, Extent << count) : Full(Width);

    public IntegerRange LogicalShiftRight(int count) => Between(Width, UnsignedMinimum >> count, UnsignedMaximum >> count);

    public IntegerRange ArithmeticShiftRight(int count) => Between(Width, (ulong)(SignedMinimum >> count), (ulong)(SignedMaximum >> count));

    public IntegerRange And(IntegerRange other)
    {
        (IntegerRange mask, IntegerRange range) = IsSingle ? (this, other) : (other, this);
        if (mask.IsSingle && mask.Lowest != 0 && BitOperations.IsPow2((~mask.Lowest & All) + 1))
        {
            // Rounds down, which keeps the order.
            UInt128 extent = (UInt128)(range.Lowest & ~mask.Lowest) + range.Extent;
            return extent <= All ? new IntegerRange(Width, range.Lowest & mask.Lowest, (ulong)extent & mask.Lowest) : Between(Width, 0, mask.Lowest);
        }

        if (mask.IsSingle && BitOperations.IsPow2(mask.Lowest + 1) && mask.Lowest != All && mask.Lowest != 0)
        {
            return range.Truncate((uint)BitOperations.Log2(mask.Lowest + 1)).ZeroExtend(Width);
        }

        return Between(Width, 0, Math.Min(UnsignedMaximum, other.UnsignedMaximum));
    }

    public IntegerRange Or(IntegerRange other)
    {
        ulong most = AllBelow(UnsignedMaximum | other.UnsignedMaximum);
        return Between(Width, Math.Max(UnsignedMinimum, other.UnsignedMinimum),
            UnsignedMaximum > most - other.UnsignedMaximum ? most : UnsignedMaximum + other.UnsignedMaximum);
    }

    public IntegerRange Xor(IntegerRange other)
    {
        (IntegerRange mask, IntegerRange range) = IsSingle ? (this, other) : (other, this);
        // Without carries, "or" is an addition.
        return mask.IsSingle && mask.Lowest == All ? new IntegerRange(Width, ~range.Last & All, range.Extent)
            : mask.IsSingle && (mask.Lowest == Sign || (mask.Lowest & AllBelow(range.UnsignedMaximum)) == 0) ? range.Add(mask)
            // The bits above the mask are unchanged.
            : mask.IsSingle && AllBelow(mask.Lowest) is var low ? Between(Width, range.UnsignedMinimum & ~low, range.UnsignedMaximum | low)
            : Between(Width, 0, AllBelow(UnsignedMaximum | other.UnsignedMaximum));
    }

    /// <summary>Removes integers from both ends that contradict the known bits; returns null when none remain.</summary>
    /// <param name="bits">The bits that may be set.</param>
    /// <param name="ones">The bits that are always set.</param>
    public IntegerRange? WithBits(ulong bits, ulong ones)
    {
        if (Wraps && !IsFull)
        {
            return this;
        }

        return Nearest(UnsignedMinimum, bits, ones, isUp: true) is { } first && Nearest(UnsignedMaximum, bits, ones, isUp: false) is { } last && first <= last
            ? Between(Width, first, last)
            : null;
    }

    public IntegerRange ZeroExtend(uint width) => Between(width, UnsignedMinimum, UnsignedMaximum);

    public IntegerRange SignExtend(uint width) => Between(width, (ulong)SignedMinimum, (ulong)SignedMaximum);

    public IntegerRange Truncate(uint width)
        => width == Width ? this : Extent <= AllOf(width) ? new IntegerRange(width, Lowest & AllOf(width), Extent) : Full(width);

    private static ulong AllOf(uint width) => width < 64 ? (1UL << (int)width) - 1 : ulong.MaxValue;

    private static ulong AllBelow(ulong value) => value == 0 ? 0 : ulong.MaxValue >> BitOperations.LeadingZeroCount(value);

    private static IntegerRange Smaller(IntegerRange one, IntegerRange other) => other.Extent < one.Extent ? other : one;

    // The nearest integer with such bits: keep as many upper bits as possible, change the next one, and make the rest as small or large as allowed.
    private ulong? Nearest(ulong value, ulong bits, ulong ones, bool isUp)
    {
        if ((value & ~bits) == 0 && (value & ones) == ones)
        {
            return value;
        }

        for (int i = 0; i < Width; i++)
        {
            ulong bit = 1UL << i, below = bit - 1, above = All & ~below & ~bit, upper = value & above;
            bool canChange = isUp ? (value & bit) == 0 && (bits & bit) != 0 : (value & bit) != 0 && (ones & bit) == 0;
            if (canChange && (upper & ~bits) == 0 && (ones & above & ~upper) == 0)
            {
                return isUp ? upper | bit | (ones & below) : upper | (bits & below);
            }
        }

        return null;
    }

    private long Signed(ulong value) => (long)(value << (64 - (int)Width)) >> (64 - (int)Width);

    private IntegerRange Spanning(ulong lowest, IntegerRange other)
        => other.Extent > All - Extent ? Full(Width) : new IntegerRange(Width, lowest & All, Extent + other.Extent);

    // From the start of this range to where both have ended.
    private IntegerRange UpTo(IntegerRange other)
    {
        ulong distance = (other.Lowest - Lowest) & All;
        return other.Extent > All - distance ? Full(Width) : new IntegerRange(Width, Lowest, Math.Max(Extent, distance + other.Extent));
    }
}
