using Bpf.Compiler.Analysis;
using Bpf.Compiler.InlineAsm;
using Bpf.Compiler.Llvm;

namespace Bpf.Compiler.Passes;

/// <summary>Keeps the <c>add</c> to a stack address from becoming an <c>or</c>.</summary>
/// <remarks>
/// Before:
/// <code>
/// define i8 @f(i64 %x) {
///   %table = alloca [8 x i8], align 8
///   %index = and i64 %x, 7
///   %address = getelementptr i8, ptr %table, i64 %index
///   %element = load i8, ptr %address, align 1
///   ret i8 %element
/// }
/// </code>
/// After:
/// <code>
/// define i8 @f(i64 %x) {
///   %table = alloca [8 x i8], align 8
///   %index = and i64 %x, 7
///   %1 = call ptr asm "", "=r,0"(ptr %table)
///   %address = getelementptr i8, ptr %1, i64 %index
///   %element = load i8, ptr %address, align 1
///   ret i8 %element
/// }
/// </code>
/// The low bits of the address of an aligned stack slot are known to be zero, and the code generator makes an <c>or</c> of the addition of a small index, and
/// of a choice between two addresses in one slot. The verifier refuses that on pointers. The address is made opaque rather than the index: it is computed anew
/// from r10 at each access anyway, while an opaque index would be a copy of a register that lives on.
/// </remarks>
internal sealed class OpaqueStackAddresses : FunctionPass
{
    public override string Name => "opaque-stack-addresses";

    public override string Purpose => "keeps the `add` to a stack address from becoming an `or`";

    protected override void Run(PassContext context, FunctionAnalyses analyses)
    {
        foreach (LLVMValueRef instruction in FunctionBody.Instructions(analyses.Function))
        {
            if (instruction.InstructionOpcode == LLVMOpcode.LLVMGetElementPtr && IsStack(instruction.GetOperand(0)))
            {
                MakeBaseOpaque(context.Builder, instruction);
            }
            else if (instruction.InstructionOpcode == LLVMOpcode.LLVMSelect && IsStack(instruction.GetOperand(1)) && IsStack(instruction.GetOperand(2)))
            {
                context.Builder.PositionBefore(instruction);
                instruction.SetOperand(1, OpaqueValue.Create(context.Builder, instruction.GetOperand(1)));
            }
        }
    }

    private static void MakeBaseOpaque(LLVMBuilderRef builder, LLVMValueRef address)
    {
        for (uint i = 1; i < address.OperandCount; i++)
        {
            if (!address.GetOperand(i).IsConstant)
            {
                builder.PositionBefore(address);
                address.SetOperand(0, OpaqueValue.Create(builder, address.GetOperand(0)));
                return;
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
