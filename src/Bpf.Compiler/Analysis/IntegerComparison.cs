using Bpf.Compiler.Llvm;

namespace Bpf.Compiler.Analysis;

/// <summary>A comparison of two integers that is known to hold.</summary>
internal readonly record struct IntegerComparison(LLVMIntPredicate Predicate, LLVMValueRef Left, LLVMValueRef Right)
{
    private const int MaximumDepth = 6;

    /// <summary>The same comparison with the operands swapped.</summary>
    public IntegerComparison Swapped => new(Predicate switch
    {
        LLVMIntPredicate.LLVMIntUGT => LLVMIntPredicate.LLVMIntULT,
        LLVMIntPredicate.LLVMIntUGE => LLVMIntPredicate.LLVMIntULE,
        LLVMIntPredicate.LLVMIntULT => LLVMIntPredicate.LLVMIntUGT,
        LLVMIntPredicate.LLVMIntULE => LLVMIntPredicate.LLVMIntUGE,
        LLVMIntPredicate.LLVMIntSGT => LLVMIntPredicate.LLVMIntSLT,
        LLVMIntPredicate.LLVMIntSGE => LLVMIntPredicate.LLVMIntSLE,
        LLVMIntPredicate.LLVMIntSLT => LLVMIntPredicate.LLVMIntSGT,
        LLVMIntPredicate.LLVMIntSLE => LLVMIntPredicate.LLVMIntSGE,
        var same => same,
    }, Right, Left);

    /// <summary>Returns the comparisons that hold on the edge from one block to another.</summary>
    public static IEnumerable<IntegerComparison> OnEdge(LLVMBasicBlockRef from, LLVMBasicBlockRef to)
    {
        LLVMValueRef terminator = from.Terminator;
        LLVMBasicBlockRef[] successors = [.. Enumerable.Range(0, (int)terminator.SuccessorsCount).Select(index => terminator.GetSuccessor((uint)index))];
        if (successors.Count(block => block == to) != 1)
        {
            return [];
        }

        return terminator.InstructionOpcode switch
        {
            LLVMOpcode.LLVMBr when successors.Length == 2 => Of(terminator.GetOperand(0), successors[0] == to),
            LLVMOpcode.LLVMSwitch when Array.IndexOf(successors, to) is > 0 and var index && terminator.OperandCount == 2 * successors.Length
                => [new IntegerComparison(LLVMIntPredicate.LLVMIntEQ, terminator.GetOperand(0), terminator.GetOperand(2 * (uint)index))],
            _ => [],
        };
    }

    /// <summary>Returns the comparisons implied by a condition or by its negation.</summary>
    public static IEnumerable<IntegerComparison> Of(LLVMValueRef condition, bool truth) => Of(condition, truth, 0);

    /// <summary>Returns the values that compare like this with some value in a range; null when there are none.</summary>
    public static IntegerRange? RegionOf(LLVMIntPredicate predicate, IntegerRange other)
    {
        (uint width, ulong all, ulong sign) = (other.Width, other.All, 1UL << ((int)other.Width - 1));
        (ulong least, ulong most, ulong lowest, ulong highest) = (other.UnsignedMinimum, other.UnsignedMaximum, (ulong)other.SignedMinimum & all,
            (ulong)other.SignedMaximum & all);
        return predicate switch
        {
            LLVMIntPredicate.LLVMIntEQ => other,
            LLVMIntPredicate.LLVMIntNE => other.IsSingle && all > 0 ? IntegerRange.Between(width, least + 1, least - 1) : IntegerRange.Full(width),
            LLVMIntPredicate.LLVMIntULT => most == 0 ? null : IntegerRange.Between(width, 0, most - 1),
            LLVMIntPredicate.LLVMIntULE => IntegerRange.Between(width, 0, most),
            LLVMIntPredicate.LLVMIntUGT => least == all ? null : IntegerRange.Between(width, least + 1, all),
            LLVMIntPredicate.LLVMIntUGE => IntegerRange.Between(width, least, all),
            LLVMIntPredicate.LLVMIntSLT => highest == sign ? null : IntegerRange.Between(width, sign, highest - 1),
            LLVMIntPredicate.LLVMIntSLE => IntegerRange.Between(width, sign, highest),
            LLVMIntPredicate.LLVMIntSGT => lowest == sign - 1 ? null : IntegerRange.Between(width, lowest + 1, sign - 1),
            LLVMIntPredicate.LLVMIntSGE => IntegerRange.Between(width, lowest, sign - 1),
            _ => IntegerRange.Full(width),
        };
    }

    private static IEnumerable<IntegerComparison> Of(LLVMValueRef condition, bool truth, int depth)
    {
        if (!condition.IsInstruction || depth > MaximumDepth)
        {
            return [];
        }

        // A select on the same condition is already decided.
        IntegerComparison itself = new(LLVMIntPredicate.LLVMIntEQ, condition, LLVMValueRef.CreateConstInt(condition.TypeOf, truth ? 1UL : 0));
        return PartsOf(condition, truth, depth).Prepend(itself);
    }

    private static IEnumerable<IntegerComparison> PartsOf(LLVMValueRef condition, bool truth, int depth)
    {
        switch (condition.InstructionOpcode)
        {
            case LLVMOpcode.LLVMICmp when condition.GetOperand(0).TypeOf is { Kind: LLVMTypeKind.LLVMIntegerTypeKind, IntWidth: <= 64 }:
                return [new IntegerComparison(truth ? condition.ICmpPredicate : Inverse(condition.ICmpPredicate), condition.GetOperand(0),
                    condition.GetOperand(1))];
            case LLVMOpcode.LLVMFreeze:
                return Of(condition.GetOperand(0), truth, depth + 1);
            case LLVMOpcode.LLVMCall when condition.CalledValue.Name.StartsWith("llvm.bpf.passthrough", StringComparison.Ordinal):
                return Of(condition.GetOperand(1), truth, depth + 1);
            // The predicate is an operand.
            case LLVMOpcode.LLVMCall when condition.CalledValue.Name.StartsWith("llvm.bpf.compare", StringComparison.Ordinal):
                LLVMIntPredicate predicate = (LLVMIntPredicate)condition.GetOperand(0).ConstIntZExt;
                return [new IntegerComparison(truth ? predicate : Inverse(predicate), condition.GetOperand(1), condition.GetOperand(2))];
            case LLVMOpcode.LLVMXor when condition.GetOperand(1).IsConstantInt:
                return Of(condition.GetOperand(0), truth ^ (condition.GetOperand(1).ConstIntZExt != 0), depth + 1);

            // "and" may also be a select between the second and false, "or" a select between true and the second.
            case LLVMOpcode.LLVMAnd when truth:
            case LLVMOpcode.LLVMOr when !truth:
            case LLVMOpcode.LLVMSelect when truth && condition.GetOperand(2) is { IsConstantInt: true, ConstIntZExt: 0 }:
                return Of(condition.GetOperand(0), truth, depth + 1).Concat(Of(condition.GetOperand(1), truth, depth + 1));
            case LLVMOpcode.LLVMSelect when !truth && condition.GetOperand(1) is { IsConstantInt: true, ConstIntZExt: 1 }:
                return Of(condition.GetOperand(0), truth, depth + 1).Concat(Of(condition.GetOperand(2), truth, depth + 1));
            default:
                return [];
        }
    }

    private static LLVMIntPredicate Inverse(LLVMIntPredicate predicate) => predicate switch
    {
        LLVMIntPredicate.LLVMIntEQ => LLVMIntPredicate.LLVMIntNE,
        LLVMIntPredicate.LLVMIntNE => LLVMIntPredicate.LLVMIntEQ,
        LLVMIntPredicate.LLVMIntUGT => LLVMIntPredicate.LLVMIntULE,
        LLVMIntPredicate.LLVMIntUGE => LLVMIntPredicate.LLVMIntULT,
        LLVMIntPredicate.LLVMIntULT => LLVMIntPredicate.LLVMIntUGE,
        LLVMIntPredicate.LLVMIntULE => LLVMIntPredicate.LLVMIntUGT,
        LLVMIntPredicate.LLVMIntSGT => LLVMIntPredicate.LLVMIntSLE,
        LLVMIntPredicate.LLVMIntSGE => LLVMIntPredicate.LLVMIntSLT,
        LLVMIntPredicate.LLVMIntSLT => LLVMIntPredicate.LLVMIntSGE,
        _ => LLVMIntPredicate.LLVMIntSGT,
    };
}
