using Bpf.Compiler.Llvm;

namespace Bpf.Compiler.Analysis;

/// <summary>What holds where a branch has been taken: in every block that <see cref="Inside"/> dominates, when nothing else leads there.</summary>
/// <param name="Comparison">The comparison that the branch depends on, alone or with others.</param>
/// <param name="Truth">What it had as its result.</param>
/// <param name="Inside">The block that the branch enters then.</param>
internal readonly record struct DominatingCondition(LLVMValueRef Comparison, bool Truth, LLVMBasicBlockRef Inside)
{
    private const int MaximumDepth = 6;
    private static readonly bool[] s_truths = [true, false];

    /// <summary>The conditions of all branches of a function.</summary>
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

            // "and" may also be written as a choice between the second and false, "or" as one between true and the second.
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
