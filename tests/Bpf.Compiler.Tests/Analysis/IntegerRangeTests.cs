using Bpf.Compiler.Analysis;
using Bpf.Compiler.Llvm;

namespace Bpf.Compiler.Tests.Analysis;

/// <summary>Every pair of 4-bit ranges: the result for each pair of members is in the computed range.</summary>
public sealed class IntegerRangeTests
{
    private const uint Width = 4;
    private const ulong All = 15;

    private static readonly IntegerRange[] s_ranges =
    [
        .. from lowest in Enumerable.Range(0, 16)
           from extent in Enumerable.Range(0, 16)
           select new IntegerRange(Width, (ulong)lowest, (ulong)extent),
    ];

    public static TheoryData<string> Binary => [.. s_binary.Keys];

    public static TheoryData<string> Unary => [.. s_unary.Keys];

    private static readonly Dictionary<string, (Func<IntegerRange, IntegerRange, IntegerRange> Range, Func<ulong, ulong, ulong> Value)> s_binary = new()
    {
        ["add"] = (static (one, other) => one.Add(other), static (one, other) => one + other),
        ["sub"] = (static (one, other) => one.Sub(other), static (one, other) => one - other),
        ["mul"] = (static (one, other) => one.Mul(other), static (one, other) => one * other),
        ["and"] = (static (one, other) => one.And(other), static (one, other) => one & other),
        ["or"] = (static (one, other) => one.Or(other), static (one, other) => one | other),
        ["xor"] = (static (one, other) => one.Xor(other), static (one, other) => one ^ other),
        ["udiv"] = (static (one, other) => one.UnsignedQuotient(other), static (one, other) => other == 0 ? 0 : one / other),
        ["urem"] = (static (one, other) => one.UnsignedRemainder(other), static (one, other) => other == 0 ? one : one % other),
    };

    private static readonly Dictionary<string, (Func<IntegerRange, IntegerRange> Range, Func<ulong, ulong> Value)> s_unary = new()
    {
        ["shl 1"] = (static range => range.ShiftLeft(1), static value => value << 1),
        ["shl 3"] = (static range => range.ShiftLeft(3), static value => value << 3),
        ["lshr 2"] = (static range => range.LogicalShiftRight(2), static value => value >> 2),
        ["ashr 1"] = (static range => range.ArithmeticShiftRight(1), static value => (ulong)(Signed(value) >> 1)),
        ["zext"] = (static range => range.ZeroExtend(7), static value => value),
        ["sext"] = (static range => range.SignExtend(7), static value => (ulong)Signed(value)),
        ["trunc 2"] = (static range => range.Truncate(2), static value => value),
        ["trunc 3"] = (static range => range.Truncate(3), static value => value),
    };

    [Theory]
    [MemberData(nameof(Binary))]
    public void ResultsOfBinaryOperationsAreInRange(string operation)
    {
        foreach (IntegerRange one in s_ranges)
        {
            foreach (IntegerRange other in s_ranges)
            {
                IntegerRange result = s_binary[operation].Range(one, other);
                foreach (ulong left in Values(one))
                {
                    foreach (ulong right in Values(other))
                    {
                        if (!result.Contains(s_binary[operation].Value(left, right) & All))
                        {
                            Assert.Fail($"{left} {operation} {right} of {one} and {other} is not in {result}");
                        }
                    }
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Unary))]
    public void ResultsOfUnaryOperationsAreInRange(string operation)
    {
        foreach (IntegerRange range in s_ranges)
        {
            IntegerRange result = s_unary[operation].Range(range);
            Assert.All(Values(range), value => Assert.True(result.Contains(s_unary[operation].Value(value) & result.All), $"{operation} {value} of {range} is not in {result}"));
        }
    }

    [Fact]
    public void IntersectionAndUnionContainTheExpectedValues()
    {
        foreach (IntegerRange one in s_ranges)
        {
            foreach (IntegerRange other in s_ranges)
            {
                ulong[] both = [.. Values(one).Intersect(Values(other))];
                IntegerRange? intersection = one.Intersect(other);
                Assert.Equal(both.Length == 0, intersection is null);
                Assert.True(both.All(value => intersection!.Value.Contains(value)), $"{one} and {other}");
                Assert.True(Values(one).Union(Values(other)).All(one.Union(other).Contains), $"{one} or {other}");
            }
        }
    }

    [Fact]
    public void KnownBitsNarrowTheRange()
    {
        foreach (IntegerRange range in s_ranges)
        {
            for (ulong bits = 0; bits <= All; bits++)
            {
                for (ulong ones = bits; ones > 0; ones = (ones - 1) & bits)
                {
                    ulong[] possible = [.. Values(range).Where(value => (value & ~bits) == 0 && (value & ones) == ones)];
                    IntegerRange? result = range.WithBits(bits, ones);
                    Assert.True(possible.All(value => result?.Contains(value) == true), $"{range} with {bits} and {ones} is {result}");
                    if (range.UnsignedMaximum - range.UnsignedMinimum == range.Extent && possible.Length > 0)
                    {
                        Assert.Equal(IntegerRange.Between(Width, possible.Min(), possible.Max()), result);
                    }
                }
            }
        }
    }

    [Fact]
    public void MinimumAndMaximumAreExact()
        => Assert.All(s_ranges, range =>
        {
            Assert.Equal(Values(range).Min(), range.UnsignedMinimum);
            Assert.Equal(Values(range).Max(), range.UnsignedMaximum);
            Assert.Equal(Values(range).Min(Signed), range.SignedMinimum);
            Assert.Equal(Values(range).Max(Signed), range.SignedMaximum);
        });

    [Theory]
    [InlineData((int)LLVMIntPredicate.LLVMIntEQ)]
    [InlineData((int)LLVMIntPredicate.LLVMIntNE)]
    [InlineData((int)LLVMIntPredicate.LLVMIntULT)]
    [InlineData((int)LLVMIntPredicate.LLVMIntULE)]
    [InlineData((int)LLVMIntPredicate.LLVMIntUGT)]
    [InlineData((int)LLVMIntPredicate.LLVMIntUGE)]
    [InlineData((int)LLVMIntPredicate.LLVMIntSLT)]
    [InlineData((int)LLVMIntPredicate.LLVMIntSLE)]
    [InlineData((int)LLVMIntPredicate.LLVMIntSGT)]
    [InlineData((int)LLVMIntPredicate.LLVMIntSGE)]
    public void ComparisonRegionContainsExactlyTheMatchingValues(int predicate)
    {
        foreach (IntegerRange range in s_ranges)
        {
            IntegerRange? region = IntegerComparison.RegionOf((LLVMIntPredicate)predicate, range);
            for (ulong value = 0; value <= All; value++)
            {
                if (Values(range).Any(other => Compares((LLVMIntPredicate)predicate, value, other)))
                {
                    Assert.True(region?.Contains(value), $"{value} {(LLVMIntPredicate)predicate} {range} is not in {region}");
                }
            }
        }
    }

    private static bool Compares(LLVMIntPredicate predicate, ulong one, ulong other) => predicate switch
    {
        LLVMIntPredicate.LLVMIntEQ => one == other,
        LLVMIntPredicate.LLVMIntNE => one != other,
        LLVMIntPredicate.LLVMIntULT => one < other,
        LLVMIntPredicate.LLVMIntULE => one <= other,
        LLVMIntPredicate.LLVMIntUGT => one > other,
        LLVMIntPredicate.LLVMIntUGE => one >= other,
        LLVMIntPredicate.LLVMIntSLT => Signed(one) < Signed(other),
        LLVMIntPredicate.LLVMIntSLE => Signed(one) <= Signed(other),
        LLVMIntPredicate.LLVMIntSGT => Signed(one) > Signed(other),
        _ => Signed(one) >= Signed(other),
    };

    private static IEnumerable<ulong> Values(IntegerRange range) => Enumerable.Range(0, (int)range.Extent + 1).Select(step => (range.Lowest + (ulong)step) & All);

    private static long Signed(ulong value) => value > 7 ? (long)value - 16 : (long)value;
}
