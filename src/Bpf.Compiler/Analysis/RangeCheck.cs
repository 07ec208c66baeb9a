using Bpf.Compiler.Llvm;

namespace Bpf.Compiler.Analysis;

/// <summary>A comparison that tells on one way behind it that a value is in a range which does not begin at 0.</summary>
/// <param name="Comparison"><c>value + addend &lt; limit</c>, or <c>&gt;</c>, unsigned.</param>
/// <param name="Limit">The sum is from 0 to before the limit, or, where that is not <paramref name="IsLow"/>, from the limit to the largest number there
/// is.</param>
/// <param name="IsLow">Which side of the limit.</param>
/// <param name="Inside">The block that is entered with a value in the range.</param>
internal readonly record struct RangeCheck(LLVMValueRef Comparison, ulong Limit, bool IsLow, LLVMBasicBlockRef Inside)
{
    /// <summary>The value.</summary>
    public LLVMValueRef Value => Sum.GetOperand(0);

    /// <summary>The lowest value of the range.</summary>
    public ulong Lowest => ((IsLow ? 0 : Limit) - Addend) & All;

    /// <summary>How much above the lowest value the highest is.</summary>
    public ulong Extent => IsLow ? Limit - 1 : All - Limit;

    private LLVMValueRef Sum => Comparison.GetOperand(0);

    private ulong Addend => Sum.GetOperand(1).ConstIntZExt;

    private ulong All => Sum.TypeOf.IntWidth < 64 ? (1UL << (int)Sum.TypeOf.IntWidth) - 1 : ulong.MaxValue;

    /// <summary>The check that a condition is, if it is one.</summary>
    public static RangeCheck? Of(DominatingCondition condition)
    {
        LLVMValueRef comparison = condition.Comparison;
        if (comparison.GetOperand(1) is not { IsConstantInt: true, ConstIntZExt: var bound }
            || comparison.GetOperand(0) is not { IsInstruction: true, InstructionOpcode: LLVMOpcode.LLVMAdd, TypeOf.IntWidth: 32 or 64 } sum
            || !sum.GetOperand(1).IsConstantInt)
        {
            return null;
        }

        // The optimiser leaves these two of the unsigned comparisons, and none with a limit that says nothing.
        (ulong limit, bool isLow) = comparison.ICmpPredicate switch
        {
            LLVMIntPredicate.LLVMIntULT => (bound, condition.Truth),
            LLVMIntPredicate.LLVMIntUGT => (bound + 1, !condition.Truth),
            _ => (0UL, false),
        };

        // The larger side of a limit bounds nothing that anybody could use.
        return limit != 0 && isLow == limit <= 1UL << ((int)sum.TypeOf.IntWidth - 1) ? new RangeCheck(comparison, limit, isLow, condition.Inside) : null;
    }

    /// <summary>Sees to it that the comparison is one of the distance from the lowest value.</summary>
    /// <returns>The distance.</returns>
    public LLVMValueRef CompareDistance(LLVMBuilderRef builder)
    {
        if (IsLow)
        {
            return Sum;
        }

        // sum >= limit is sum - limit < 2^n - limit, which unlike the first does not overflow on the way back to the value.
        LLVMTypeRef type = Sum.TypeOf;
        builder.PositionBefore(Comparison);
        LLVMValueRef distance = builder.BuildAdd(Value, LLVMValueRef.CreateConstInt(type, (0 - Lowest) & All));
        LLVMIntPredicate predicate = Comparison.ICmpPredicate == LLVMIntPredicate.LLVMIntULT ? LLVMIntPredicate.LLVMIntUGE : LLVMIntPredicate.LLVMIntULT;
        Comparison.ReplaceAllUsesWith(builder.BuildICmp(predicate, distance, LLVMValueRef.CreateConstInt(type, (0 - Limit) & All)));
        return distance;
    }
}
