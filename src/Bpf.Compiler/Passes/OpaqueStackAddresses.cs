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
/// The low bits of the address of an aligned stack slot are known to be zero, so the code generator turns the addition of a small index, or
/// a select between two addresses in one slot, into an <c>or</c>. The verifier refuses that on pointers. The address is made opaque rather than the index: it
/// is recomputed from r10 at each access anyway, while an opaque index would be a copy in a register that stays live. When the code
/// generator may negate an index, such as a difference or a sign, it would subtract the negated value from the address, and the verifier refuses that on stack
/// pointers; such an index is made opaque too.
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
                MakeOpaque(context.Builder, instruction);
            }
            else if (instruction.InstructionOpcode == LLVMOpcode.LLVMSelect && IsStack(instruction.GetOperand(1)) && IsStack(instruction.GetOperand(2)))
            {
                context.Builder.PositionBefore(instruction);
                instruction.SetOperand(1, OpaqueValue.Create(context.Builder, instruction.GetOperand(1)));
            }
        }
    }

    private static void MakeOpaque(LLVMBuilderRef builder, LLVMValueRef address)
    {
        bool isConstant = true;
        builder.PositionBefore(address);
        for (uint i = 1; i < address.OperandCount; i++)
        {
            LLVMValueRef index = address.GetOperand(i);
            isConstant &= index.IsConstant;
            if (!IsOnlyAdded(index))
            {
                address.SetOperand(i, OpaqueValue.Create(builder, index));
            }
        }

        if (!isConstant && !IsOpaque(address.GetOperand(0)))
        {
            address.SetOperand(0, OpaqueValue.Create(builder, address.GetOperand(0)));
        }
    }

    private static bool IsOnlyAdded(LLVMValueRef index) => !index.IsInstruction || index.InstructionOpcode switch
    {
        // 0 or -1, which the code generator computes as a negated bit.
        LLVMOpcode.LLVMAnd => index.GetOperand(1) is not { IsConstantInt: true, ConstIntZExt: 1 },
        LLVMOpcode.LLVMLoad or LLVMOpcode.LLVMPHI or LLVMOpcode.LLVMCall or LLVMOpcode.LLVMFreeze => true,
        LLVMOpcode.LLVMZExt => index.GetOperand(0).TypeOf.IntWidth > 1 && IsOnlyAdded(index.GetOperand(0)),
        LLVMOpcode.LLVMShl => IsOnlyAdded(index.GetOperand(0)),
        LLVMOpcode.LLVMAdd or LLVMOpcode.LLVMOr => IsOnlyAdded(index.GetOperand(0)) && IsOnlyAdded(index.GetOperand(1)),
        _ => false,
    };

    private static bool IsStack(LLVMValueRef pointer)
    {
        while (pointer.IsInstruction && (pointer.InstructionOpcode == LLVMOpcode.LLVMGetElementPtr || IsOpaqueCall(pointer)))
        {
            pointer = pointer.GetOperand(0);
        }

        return pointer.IsInstruction && pointer.InstructionOpcode == LLVMOpcode.LLVMAlloca;
    }

    // Nothing is known about an address that this pass has already made opaque.
    private static bool IsOpaque(LLVMValueRef pointer)
    {
        while (pointer.InstructionOpcode == LLVMOpcode.LLVMGetElementPtr)
        {
            pointer = pointer.GetOperand(0);
        }

        return IsOpaqueCall(pointer);
    }

    private static bool IsOpaqueCall(LLVMValueRef pointer) => pointer.InstructionOpcode == LLVMOpcode.LLVMCall && pointer.CalledValue.IsInlineAsm;
}
