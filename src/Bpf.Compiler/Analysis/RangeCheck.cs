using Bpf.Compiler.Llvm;

namespace Bpf.Compiler.Analysis;

/// <summary>A comparison that proves, on one of its two edges, that a value is in a range that does not begin at 0.</summary>
/// <param name="Comparison"><c>value + addend &lt; limit</c>, or <c>&gt;</c>, unsigned.</param>
/// <param name="Limit">The sum is in [0, limit) when <paramref name="IsLow"/> is true, and otherwise in [limit, the largest number
/// of the type].</param>
/// <param name="IsLow">Which side of the limit the sum is on.</param>
/// <param name="Inside">The block entered when the value is in the range.</param>
internal readonly record struct RangeCheck(LLVMValueRef Comparison, ulong Limit, bool IsLow, LLVMBasicBlockRef Inside)
{
    /// <summary>The value.</summary>
    public LLVMValueRef Value => Sum.GetOperand(0);

    /// <summary>The lowest value of the range.</summary>
    public ulong Lowest => ((IsLow ? 0 : Limit) - Addend) & All;

    /// <summary>Distance from the lowest to the highest value.</summary>
    public ulong Extent => IsLow ? Limit - 1 : All - Limit;

    private LLVMValueRef Sum => Comparison.GetOperand(0);

    private ulong Addend => Sum.GetOperand(1).ConstIntZExt;

    private ulong All => Sum.TypeOf.IntWidth < 64 ? (1UL << (int)Sum.TypeOf.IntWidth) - 1 : ulong.MaxValue;

    /// <summary>Matches a condition that is a range check.</summary>
    public static RangeCheck? Of(DominatingCondition condition)
    {
        LLVMValueRef comparison = condition.Comparison;
        if (comparison.GetOperand(1) is not { IsConstantInt: true, ConstIntZExt: var bound }
            || comparison.GetOperand(0) is not { IsInstruction: true, InstructionOpcode: LLVMOpcode.LLVMAdd, TypeOf.IntWidth: 32 or 64 } sum
            || !sum.GetOperand(1).IsConstantInt)
        {
            return null;
        }

        // The optimizer canonicalizes unsigned comparisons to these two, and removes those whose limit is trivial.
        (ulong limit, bool isLow) = comparison.ICmpPredicate switch
        {
            LLVMIntPredicate.LLVMIntULT => (bound, condition.Truth),
            LLVMIntPredicate.LLVMIntUGT => (bound + 1, !condition.Truth),
            _ => (0UL, false),
        };

        // The larger side of a limit is not a useful bound.
        return limit != 0 && isLow == limit <= 1UL << ((int)sum.TypeOf.IntWidth - 1) ? new RangeCheck(comparison, limit, isLow, condition.Inside) : null;
    }

    /// <summary>Rewrites the comparison, if necessary, to compare the distance from the lowest value.</summary>
    /// <returns>The distance.</returns>
    public LLVMValueRef CompareDistance(LLVMBuilderRef builder)
    {
        if (IsLow)
        {
            return Sum;
        }

        // sum >= limit is sum - limit < 2^n - limit, which, unlike the first, does not overflow when the value is recomputed from it.
        LLVMTypeRef type = Sum.TypeOf;
        builder.PositionBefore(Comparison);
        LLVMValueRef distance = builder.BuildAdd(Value, LLVMValueRef.CreateConstInt(type, (0 - Lowest) & All));
        LLVMIntPredicate predicate = Comparison.ICmpPredicate == LLVMIntPredicate.LLVMIntULT ? LLVMIntPredicate.LLVMIntUGE : LLVMIntPredicate.LLVMIntULT;
        Comparison.ReplaceAllUsesWith(builder.BuildICmp(predicate, distance, LLVMValueRef.CreateConstInt(type, (0 - Limit) & All)));
        return distance;
    }
}
