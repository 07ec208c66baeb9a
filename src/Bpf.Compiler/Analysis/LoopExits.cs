using Bpf.Compiler.Llvm;

namespace Bpf.Compiler.Analysis;

/// <summary>Finds the exit branches of loops.</summary>
internal static class LoopExits
{
    /// <summary>Returns the conditions of branches with one successor inside the loop and one outside.</summary>
    public static IEnumerable<LLVMValueRef> ConditionsOf(LLVMValueRef function)
    {
        for (LLVMBasicBlockRef block = function.FirstBasicBlock; block.Handle != 0; block = block.Next)
        {
            if (block.Terminator is { Handle: not 0, InstructionOpcode: LLVMOpcode.LLVMBr, SuccessorsCount: 2 } branch
                && Reaches(branch.GetSuccessor(0), block) != Reaches(branch.GetSuccessor(1), block))
            {
                yield return branch.GetOperand(0);
            }
        }
    }

    /// <summary>Returns the blocks that belong to a loop.</summary>
    public static IEnumerable<LLVMBasicBlockRef> BlocksOf(LLVMValueRef function)
    {
        for (LLVMBasicBlockRef block = function.FirstBasicBlock; block.Handle != 0; block = block.Next)
        {
            for (uint i = 0; i < block.Terminator.SuccessorsCount; i++)
            {
                if (Reaches(block.Terminator.GetSuccessor(i), block))
                {
                    yield return block;
                    break;
                }
            }
        }
    }

    private static bool Reaches(LLVMBasicBlockRef start, LLVMBasicBlockRef end)
    {
        HashSet<LLVMBasicBlockRef> seen = [start];
        Stack<LLVMBasicBlockRef> open = new(seen);
        while (open.TryPop(out LLVMBasicBlockRef block))
        {
            if (block == end)
            {
                return true;
            }

            for (uint i = 0; i < block.Terminator.SuccessorsCount; i++)
            {
                if (block.Terminator.GetSuccessor(i) is var next && seen.Add(next))
                {
                    open.Push(next);
                }
            }
        }

        return false;
    }
}
