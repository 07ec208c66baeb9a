using Bpf.Compiler.Analysis;
using Bpf.Compiler.InlineAsm;
using Bpf.Compiler.Llvm;

namespace Bpf.Compiler.Passes;

/// <summary>
/// LLVM turns tests such as <c>a * b / a != b</c> into a multiplication with overflow, which BPF can only do by a call of a function that it does not
/// have. This turns it back, with an opaque product, so that LLVM does not recognise it again.
/// </summary>
internal sealed class ExpandMultiplyOverflow : FunctionPass
{
    private const string Intrinsic = "llvm.umul.with.overflow.i64";

    public override string Name => "expand-multiply-overflow";

    public override string Purpose => "makes a multiplication with overflow check, which BPF has no instruction for, of a product and a division";

    protected override void Run(PassContext context, FunctionAnalyses analyses)
    {
        LLVMValueRef intrinsic = context.Module.GetNamedFunction(Intrinsic);
        if (intrinsic.Handle == 0)
        {
            return;
        }

        foreach (LLVMValueRef call in FunctionBody.Instructions(analyses.Function).ToArray())
        {
            if (call.InstructionOpcode == LLVMOpcode.LLVMCall && call.CalledValue == intrinsic)
            {
                Expand(context, call);
            }
        }
    }

    private static void Expand(PassContext context, LLVMValueRef call)
    {
        LLVMBuilderRef builder = context.Builder;
        builder.PositionBefore(call);
        LLVMTypeRef i64 = context.Int64;
        LLVMValueRef left = call.GetOperand(0);
        LLVMValueRef right = call.GetOperand(1);
        LLVMValueRef product = builder.BuildMul(left, right);
        LLVMValueRef opaque = OpaqueValue.Create(builder, product);
        LLVMValueRef zero = LLVMValueRef.CreateConstNull(i64);
        LLVMValueRef isZero = builder.BuildICmp(LLVMIntPredicate.LLVMIntEQ, left, zero);
        LLVMValueRef divisor = builder.BuildSelect(isZero, LLVMValueRef.CreateConstInt(i64, 1), left);
        LLVMValueRef differs = builder.BuildICmp(LLVMIntPredicate.LLVMIntNE, builder.BuildUDiv(opaque, divisor), right);
        LLVMValueRef overflows = builder.BuildSelect(isZero, LLVMValueRef.CreateConstInt(context.Int1, 0), differs);
        LLVMTypeRef pairType = context.Module.Context.GetStructType([i64, context.Int1], packed: false);
        LLVMValueRef pair = builder.BuildInsertValue(LLVMValueRef.CreateUndef(pairType), product, 0);
        call.ReplaceAllUsesWith(builder.BuildInsertValue(pair, overflows, 1));
        call.InstructionEraseFromParent();
    }
}
