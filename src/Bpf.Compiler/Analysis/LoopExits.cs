using Bpf.Compiler.Llvm;

namespace Bpf.Compiler.Analysis;

/// <summary>Finds the branches by which loops end.</summary>
internal static class LoopExits
{
    /// <summary>The conditions of the branches that have one way back to themselves and one without.</summary>
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

    /// <summary>The blocks that are entered again and again.</summary>
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
