using Bpf.Compiler.Llvm;

namespace Bpf.Compiler.CodeGen;

/// <summary>
/// Keeps additions to stack addresses additions. LLVM knows the low bits of an aligned stack slot to be zero and makes an <c>or</c> of the addition of a
/// small index, and of a choice between two addresses in one slot, which the verifier refuses on pointers.
/// </summary>
internal static class StackIndexBarrier
{
    public static void Insert(ObjectModule module)
    {
        for (LLVMValueRef function = module.Module.FirstFunction; function.Handle != 0; function = function.NextFunction)
        {
            for (LLVMBasicBlockRef block = function.FirstBasicBlock; block.Handle != 0; block = block.Next)
            {
                for (LLVMValueRef instruction = block.FirstInstruction; instruction.Handle != 0; instruction = instruction.NextInstruction)
                {
                    if (instruction.InstructionOpcode == LLVMOpcode.LLVMGetElementPtr && IsStack(instruction.GetOperand(0)))
                    {
                        HideIndexes(module.Builder, instruction);
                    }
                    else if (instruction.InstructionOpcode == LLVMOpcode.LLVMSelect && IsStack(instruction.GetOperand(1)) && IsStack(instruction.GetOperand(2)))
                    {
                        module.Builder.PositionBefore(instruction);
                        instruction.SetOperand(1, Barrier.Hide(module.Builder, instruction.GetOperand(1)));
                    }
                }
            }
        }
    }

    private static void HideIndexes(LLVMBuilderRef builder, LLVMValueRef address)
    {
        for (uint i = 1; i < address.OperandCount; i++)
        {
            LLVMValueRef index = address.GetOperand(i);
            if (!index.IsConstant)
            {
                builder.PositionBefore(address);
                address.SetOperand(i, Barrier.Hide(builder, index));
            }
        }
    }

    private static bool IsStack(LLVMValueRef pointer)
    {
        while (pointer.IsInstruction && pointer.InstructionOpcode == LLVMOpcode.LLVMGetElementPtr)
        {
            pointer = pointer.GetOperand(0);
        }

        return pointer.IsInstruction && pointer.InstructionOpcode == LLVMOpcode.LLVMAlloca;
    }
}
