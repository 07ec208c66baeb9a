using Bpf.Compiler.Llvm;

namespace Bpf.Compiler.Analysis;

/// <summary>
/// The signed range of an i32 or i64 that comparisons with constants leave. Unlike an <see cref="IntegerRange"/>, it never wraps around and may
/// be empty, so the order in which the conditions are applied does not matter.
/// </summary>
internal readonly record struct ConstantRange(long Lowest, long Highest)
{
    /// <summary>Returns the range of a value where all the given conditions hold.</summary>
    public static ConstantRange Of(LLVMValueRef value, IEnumerable<DominatingCondition> conditions)
    {
        (long lowest, long highest, ulong least, ulong most) = (long.MinValue, long.MaxValue, 0, ulong.MaxValue);
        foreach (DominatingCondition condition in conditions)
        {
            if (condition.Comparison.GetOperand(0) != value
                || condition.Comparison.GetOperand(1) is not { IsConstantInt: true, ConstIntZExt: var bound, ConstIntSExt: var signed })
            {
                continue;
            }

            switch (condition.Comparison.ICmpPredicate, condition.Truth)
            {
                case (LLVMIntPredicate.LLVMIntSLT, true) or (LLVMIntPredicate.LLVMIntSGE, false) when signed > long.MinValue:
                    highest = Math.Min(highest, signed - 1);
                    break;
                case (LLVMIntPredicate.LLVMIntSLE, true) or (LLVMIntPredicate.LLVMIntSGT, false):
                    highest = Math.Min(highest, signed);
                    break;
                case (LLVMIntPredicate.LLVMIntSGT, true) or (LLVMIntPredicate.LLVMIntSLE, false) when signed < long.MaxValue:
                    lowest = Math.Max(lowest, signed + 1);
                    break;
                case (LLVMIntPredicate.LLVMIntSGE, true) or (LLVMIntPredicate.LLVMIntSLT, false):
                    lowest = Math.Max(lowest, signed);
                    break;
                case (LLVMIntPredicate.LLVMIntULT, true) or (LLVMIntPredicate.LLVMIntUGE, false) when bound > 0:
                    most = Math.Min(most, bound - 1);
                    break;
                case (LLVMIntPredicate.LLVMIntULE, true) or (LLVMIntPredicate.LLVMIntUGT, false):
                    most = Math.Min(most, bound);
                    break;
                case (LLVMIntPredicate.LLVMIntUGT, true) or (LLVMIntPredicate.LLVMIntULE, false) when bound < ulong.MaxValue:
                    least = Math.Max(least, bound + 1);
                    break;
                case (LLVMIntPredicate.LLVMIntUGE, true) or (LLVMIntPredicate.LLVMIntULT, false):
                    least = Math.Max(least, bound);
                    break;
            }
        }

        return most <= (value.TypeOf.IntWidth < 64 ? int.MaxValue : (ulong)long.MaxValue) ? new(Math.Max(lowest, (long)least), Math.Min(highest, (long)most))
            : new(lowest, highest);
    }

    /// <summary>Returns true when the value plus an addend is not negative and fits in 31 bits.</summary>
    public bool IsSmall(long addend) => Lowest <= Highest && (Int128)Lowest + addend >= 0 && (Int128)Highest + addend <= int.MaxValue;
}
