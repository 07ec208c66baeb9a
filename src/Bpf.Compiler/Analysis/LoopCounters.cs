using Bpf.Compiler.Llvm;

namespace Bpf.Compiler.Analysis;

/// <summary>Distinguishes loop counters from values that may only end a loop early.</summary>
internal static class LoopCounters
{
    /// <summary>
    /// Returns true when the verifier must know the bounds of a value to see that a loop ends: either the exit comparison is against another variable, or the
    /// value is an induction variable with a constant step. A byte of text, or a number built from digits, is not such a value.
    /// </summary>
    public static bool Include(LLVMValueRef value, LLVMValueRef comparison)
        => !comparison.GetOperand(0).IsConstant && !comparison.GetOperand(1).IsConstant || ComesBack(value);

    private static bool ComesBack(LLVMValueRef value)
    {
        HashSet<LLVMValueRef> seen = [];
        Stack<LLVMValueRef> open = new([value]);
        while (open.TryPop(out LLVMValueRef item))
        {
            foreach (LLVMValueRef user in item.Users.Where(user => IsStep(user, item)))
            {
                if (user == value)
                {
                    return true;
                }

                if (seen.Add(user))
                {
                    open.Push(user);
                }
            }
        }

        return false;
    }

    private static bool IsStep(LLVMValueRef user, LLVMValueRef value) => user.InstructionOpcode switch
    {
        LLVMOpcode.LLVMAdd or LLVMOpcode.LLVMMul or LLVMOpcode.LLVMShl or LLVMOpcode.LLVMOr or LLVMOpcode.LLVMXor => user.GetOperand(1).IsConstant,
        LLVMOpcode.LLVMSelect => user.GetOperand(0) != value,
        // These never increase a value.
        LLVMOpcode.LLVMSub or LLVMOpcode.LLVMAnd or LLVMOpcode.LLVMLShr or LLVMOpcode.LLVMAShr or LLVMOpcode.LLVMUDiv or LLVMOpcode.LLVMURem => true,
        LLVMOpcode.LLVMPHI or LLVMOpcode.LLVMZExt or LLVMOpcode.LLVMSExt or LLVMOpcode.LLVMTrunc or LLVMOpcode.LLVMFreeze or LLVMOpcode.LLVMCall => true,
        _ => false,
    };
}
