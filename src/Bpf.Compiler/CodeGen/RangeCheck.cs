using Bpf.Compiler.Llvm;

namespace Bpf.Compiler.CodeGen;

/// <summary>A comparison that tells on one way behind it that a value is in a range which does not begin at 0.</summary>
/// <param name="Comparison"><c>value + addend &lt; limit</c>, or <c>&gt;</c>, unsigned.</param>
/// <param name="Limit">The sum is from 0 to before the limit, or, where that is not <paramref name="IsLow"/>, from the limit to the largest number there is.</param>
/// <param name="IsLow">Which side of the limit.</param>
/// <param name="Inside">The block that is entered with a value in the range.</param>
internal readonly record struct RangeCheck(LLVMValueRef Comparison, ulong Limit, bool IsLow, LLVMBasicBlockRef Inside)
{
    private const int MaximumDepth = 4;
    private static readonly bool[] s_truths = [true, false];

    /// <summary>The value.</summary>
    public LLVMValueRef Value => Sum.GetOperand(0);

    /// <summary>The lowest value of the range.</summary>
    public ulong Lowest => ((IsLow ? 0 : Limit) - Addend) & All;

    /// <summary>How much above the lowest value the highest is.</summary>
    public ulong Extent => IsLow ? Limit - 1 : All - Limit;

    private LLVMValueRef Sum => Comparison.GetOperand(0);

    private ulong Addend => Sum.GetOperand(1).ConstIntZExt;

    private ulong All => Sum.TypeOf.IntWidth < 64 ? (1UL << (int)Sum.TypeOf.IntWidth) - 1 : ulong.MaxValue;

    /// <summary>The checks of a function.</summary>
    public static IEnumerable<RangeCheck> AllOf(LLVMValueRef function)
    {
        for (LLVMBasicBlockRef block = function.FirstBasicBlock; block.Handle != 0; block = block.Next)
        {
            if (block.Terminator is { Handle: not 0, InstructionOpcode: LLVMOpcode.LLVMBr, SuccessorsCount: 2 } branch)
            {
                foreach (bool truth in s_truths)
                {
                    foreach (RangeCheck check in Known(branch.GetOperand(0), truth, branch.GetSuccessor(truth ? 0u : 1), 0))
                    {
                        yield return check;
                    }
                }
            }
        }
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

    // What a condition tells where it is true, or false.
    private static IEnumerable<RangeCheck> Known(LLVMValueRef condition, bool truth, LLVMBasicBlockRef inside, int depth)
    {
        if (!condition.IsInstruction || depth > MaximumDepth)
        {
            return [];
        }

        // "and" may also be written as a choice between the second and false, "or" as one between true and the second.
        (uint first, uint second, bool isBoth) = condition.InstructionOpcode switch
        {
            LLVMOpcode.LLVMAnd => (0u, 1u, truth),
            LLVMOpcode.LLVMOr => (0u, 1u, !truth),
            LLVMOpcode.LLVMSelect when condition.GetOperand(2) is { IsConstantInt: true, ConstIntZExt: 0 } => (0u, 1u, truth),
            LLVMOpcode.LLVMSelect when condition.GetOperand(1) is { IsConstantInt: true, ConstIntZExt: 1 } => (0u, 2u, !truth),
            _ => (0u, 0u, false),
        };
        return isBoth
            ? Known(condition.GetOperand(first), truth, inside, depth + 1).Concat(Known(condition.GetOperand(second), truth, inside, depth + 1))
            : condition.InstructionOpcode == LLVMOpcode.LLVMICmp ? Of(condition, truth, inside) : [];
    }

    private static IEnumerable<RangeCheck> Of(LLVMValueRef comparison, bool truth, LLVMBasicBlockRef inside)
    {
        if (comparison.GetOperand(1) is not { IsConstantInt: true, ConstIntZExt: var bound }
            || comparison.GetOperand(0) is not { IsInstruction: true, InstructionOpcode: LLVMOpcode.LLVMAdd, TypeOf.IntWidth: 32 or 64 } sum
            || !sum.GetOperand(1).IsConstantInt)
        {
            yield break;
        }

        // The optimiser leaves these two of the unsigned comparisons, and none with a limit that says nothing.
        (ulong limit, bool isLow) = comparison.ICmpPredicate switch
        {
            LLVMIntPredicate.LLVMIntULT => (bound, truth),
            LLVMIntPredicate.LLVMIntUGT => (bound + 1, !truth),
            _ => (0UL, false),
        };

        // The larger side of a limit bounds nothing that anybody could use.
        if (limit != 0 && isLow == limit <= 1UL << ((int)sum.TypeOf.IntWidth - 1))
        {
            yield return new RangeCheck(comparison, limit, isLow, inside);
        }
    }
}
