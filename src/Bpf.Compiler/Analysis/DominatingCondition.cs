using Bpf.Compiler.Llvm;

namespace Bpf.Compiler.Analysis;

/// <summary>A branch condition that holds in every block dominated by <see cref="Inside"/>, because that block has no other predecessor.</summary>
/// <param name="Comparison">The comparison that the branch depends on, possibly together with others.</param>
/// <param name="Truth">The result of the comparison.</param>
/// <param name="Inside">The block that the branch enters with that result.</param>
internal readonly record struct DominatingCondition(LLVMValueRef Comparison, bool Truth, LLVMBasicBlockRef Inside)
{
    private const int MaximumDepth = 6;
    private static readonly bool[] s_truths = [true, false];

    /// <summary>Collects the conditions of all branches of a function.</summary>
    public static IEnumerable<DominatingCondition> AllOf(LLVMValueRef function)
    {
        for (LLVMBasicBlockRef block = function.FirstBasicBlock; block.Handle != 0; block = block.Next)
        {
            if (block.Terminator is { Handle: not 0, InstructionOpcode: LLVMOpcode.LLVMBr, SuccessorsCount: 2 } branch)
            {
                foreach (bool truth in s_truths)
                {
                    foreach (DominatingCondition condition in Of(branch.GetOperand(0), truth, branch.GetSuccessor(truth ? 0u : 1), 0))
                    {
                        yield return condition;
                    }
                }
            }
        }
    }

    private static IEnumerable<DominatingCondition> Of(LLVMValueRef condition, bool truth, LLVMBasicBlockRef inside, int depth)
    {
        if (!condition.IsInstruction || depth > MaximumDepth)
        {
            return [];
        }

        switch (condition.InstructionOpcode)
        {
            case LLVMOpcode.LLVMICmp:
                return [new DominatingCondition(condition, truth, inside)];
            case LLVMOpcode.LLVMCall when condition.CalledValue.Name.StartsWith("llvm.bpf.passthrough", StringComparison.Ordinal):
                return Of(condition.GetOperand(1), truth, inside, depth + 1);

            // "and" may also be a select between the second and false, "or" a select between true and the second.
            case LLVMOpcode.LLVMAnd when truth:
            case LLVMOpcode.LLVMOr when !truth:
            case LLVMOpcode.LLVMSelect when truth && condition.GetOperand(2) is { IsConstantInt: true, ConstIntZExt: 0 }:
                return Both(condition.GetOperand(0), condition.GetOperand(1));
            case LLVMOpcode.LLVMSelect when !truth && condition.GetOperand(1) is { IsConstantInt: true, ConstIntZExt: 1 }:
                return Both(condition.GetOperand(0), condition.GetOperand(2));
            default:
                return [];
        }

        IEnumerable<DominatingCondition> Both(LLVMValueRef one, LLVMValueRef other)
            => Of(one, truth, inside, depth + 1).Concat(Of(other, truth, inside, depth + 1));
    }
}
