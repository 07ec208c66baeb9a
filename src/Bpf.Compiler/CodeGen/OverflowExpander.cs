using Bpf.Compiler.Llvm;

namespace Bpf.Compiler.CodeGen;

/// <summary>
/// LLVM turns tests such as <c>a * b / a != b</c> into a multiplication with overflow, which BPF can only do by a call of a function that it does not
/// have. This turns it back, behind a barrier so that LLVM does not recognise it again.
/// </summary>
internal static class OverflowExpander
{
    private const string Intrinsic = "llvm.umul.with.overflow.i64";

    public static void Expand(ObjectModule module)
    {
        LLVMValueRef intrinsic = module.Module.GetNamedFunction(Intrinsic);
        if (intrinsic.Handle == 0)
        {
            return;
        }

        for (LLVMValueRef function = module.Module.FirstFunction; function.Handle != 0; function = function.NextFunction)
        {
            for (LLVMBasicBlockRef block = function.FirstBasicBlock; block.Handle != 0; block = block.Next)
            {
                LLVMValueRef next;
                for (LLVMValueRef instruction = block.FirstInstruction; instruction.Handle != 0; instruction = next)
                {
                    next = instruction.NextInstruction;
                    if (instruction.InstructionOpcode == LLVMOpcode.LLVMCall && instruction.CalledValue == intrinsic)
                    {
                        Expand(module, instruction);
                    }
                }
            }
        }
    }

    private static void Expand(ObjectModule module, LLVMValueRef call)
    {
        LLVMBuilderRef builder = module.Builder;
        builder.PositionBefore(call);
        LLVMTypeRef word = module.Types.Int64;
        LLVMValueRef left = call.GetOperand(0);
        LLVMValueRef right = call.GetOperand(1);
        LLVMValueRef product = builder.BuildMul(left, right);
        LLVMValueRef hidden = Barrier.Hide(builder, product);
        LLVMValueRef zero = LLVMValueRef.CreateConstNull(word);
        LLVMValueRef isZero = builder.BuildICmp(LLVMIntPredicate.LLVMIntEQ, left, zero);
        LLVMValueRef divisor = builder.BuildSelect(isZero, LLVMValueRef.CreateConstInt(word, 1), left);
        LLVMValueRef differs = builder.BuildICmp(LLVMIntPredicate.LLVMIntNE, builder.BuildUDiv(hidden, divisor), right);
        LLVMValueRef overflows = builder.BuildSelect(isZero, LLVMValueRef.CreateConstInt(module.Types.Int1, 0), differs);
        LLVMTypeRef pairType = module.Context.GetStructType([word, module.Types.Int1], packed: false);
        LLVMValueRef pair = builder.BuildInsertValue(LLVMValueRef.CreateUndef(pairType), product, 0);
        call.ReplaceAllUsesWith(builder.BuildInsertValue(pair, overflows, 1));
        call.InstructionEraseFromParent();
    }
}
