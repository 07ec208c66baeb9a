using Bpf.Compiler.Analysis;
using Bpf.Compiler.InlineAsm;
using Bpf.Compiler.Llvm;

namespace Bpf.Compiler.Passes;

/// <summary>Expands the overflow check of a multiplication into a division.</summary>
/// <remarks>
/// Before:
/// <code>
/// declare { i64, i1 } @llvm.umul.with.overflow.i64(i64, i64)
///
/// define i1 @f(i64 %a, i64 %b) {
///   %pair = call { i64, i1 } @llvm.umul.with.overflow.i64(i64 %a, i64 %b)
///   %overflows = extractvalue { i64, i1 } %pair, 1
///   ret i1 %overflows
/// }
/// </code>
/// After:
/// <code>
/// define i1 @f(i64 %a, i64 %b) {
///   %1 = mul i64 %a, %b
///   %2 = call i64 asm "", "=r,0"(i64 %1)
///   %3 = icmp eq i64 %a, 0
///   %4 = select i1 %3, i64 1, i64 %a
///   %5 = udiv i64 %2, %4
///   %6 = icmp ne i64 %5, %b
///   %7 = select i1 %3, i1 false, i1 %6
///   %8 = insertvalue { i64, i1 } undef, i64 %1, 0
///   %9 = insertvalue { i64, i1 } %8, i1 %7, 1
///   %overflows = extractvalue { i64, i1 } %9, 1
///   ret i1 %overflows
/// }
/// </code>
/// LLVM turns tests such as <c>a * b / a != b</c> into this intrinsic, which on BPF becomes a call to a function that does not exist. The product is
/// opaque, so that LLVM does not recognize the test again.
/// </remarks>
internal sealed class ExpandMultiplyOverflow : FunctionPass
{
    private const string Intrinsic = "llvm.umul.with.overflow.i64";

    public override string Name => "expand-multiply-overflow";

    public override string Purpose => "replaces multiplications with an overflow check, for which BPF has no instruction, by a product and a division";

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
