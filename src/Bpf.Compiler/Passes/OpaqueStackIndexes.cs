using Bpf.Compiler.Analysis;
using Bpf.Compiler.InlineAsm;
using Bpf.Compiler.Llvm;

namespace Bpf.Compiler.Passes;

/// <summary>
/// Keeps additions to stack addresses additions. LLVM knows the low bits of an aligned stack slot to be zero and makes an <c>or</c> of the addition of a
/// small index, and of a choice between two addresses in one slot, which the verifier refuses on pointers.
/// </summary>
internal sealed class OpaqueStackIndexes : FunctionPass
{
    public override string Name => "opaque-stack-indexes";

    public override string Purpose => "keeps the `add` to a stack address from becoming an `or`";

    protected override void Run(PassContext context, FunctionAnalyses analyses)
    {
        foreach (LLVMValueRef instruction in FunctionBody.Instructions(analyses.Function))
        {
            if (instruction.InstructionOpcode == LLVMOpcode.LLVMGetElementPtr && IsStack(instruction.GetOperand(0)))
            {
                MakeIndexesOpaque(context.Builder, instruction);
            }
            else if (instruction.InstructionOpcode == LLVMOpcode.LLVMSelect && IsStack(instruction.GetOperand(1)) && IsStack(instruction.GetOperand(2)))
            {
                context.Builder.PositionBefore(instruction);
                instruction.SetOperand(1, OpaqueValue.Create(context.Builder, instruction.GetOperand(1)));
            }
        }
    }

    private static void MakeIndexesOpaque(LLVMBuilderRef builder, LLVMValueRef address)
    {
        for (uint i = 1; i < address.OperandCount; i++)
        {
            LLVMValueRef index = address.GetOperand(i);
            if (!index.IsConstant)
            {
                builder.PositionBefore(address);
                address.SetOperand(i, OpaqueValue.Create(builder, index));
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
