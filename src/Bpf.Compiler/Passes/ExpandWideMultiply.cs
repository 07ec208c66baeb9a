using Bpf.Compiler.Analysis;
using Bpf.Compiler.Llvm;

namespace Bpf.Compiler.Passes;

/// <summary>
/// LLVM computes the result of a loop such as a sum of its indexes without running it, by a multiplication of more than 64 bits, which BPF can only do by a
/// call of a function that it does not have. This makes it from multiplications of 64 bits.
/// </summary>
internal sealed class ExpandWideMultiply : FunctionPass
{
    public override string Name => "expand-wide-multiply";

    public override string Purpose => "makes products of more than 64 bits of i64 products";

    protected override void Run(PassContext context, FunctionAnalyses analyses)
    {
        foreach (LLVMValueRef product in FunctionBody.Instructions(analyses.Function).ToArray())
        {
            if (product.InstructionOpcode == LLVMOpcode.LLVMMul && product.TypeOf is { Kind: LLVMTypeKind.LLVMIntegerTypeKind, IntWidth: > 64 and <= 128 })
            {
                Expand(context, product);
            }
        }
    }

    private static void Expand(PassContext context, LLVMValueRef product)
    {
        LLVMBuilderRef builder = context.Builder;
        builder.PositionBefore(product);
        LLVMTypeRef wide = product.TypeOf;
        LLVMTypeRef i64 = context.Int64;
        (LLVMValueRef leftLow, LLVMValueRef leftHigh) = Split(product.GetOperand(0));
        (LLVMValueRef rightLow, LLVMValueRef rightHigh) = Split(product.GetOperand(1));
        LLVMValueRef low = builder.BuildMul(leftLow, rightLow);
        LLVMValueRef high = builder.BuildAdd(HighHalf(leftLow, rightLow),
            builder.BuildAdd(builder.BuildMul(leftHigh, rightLow), builder.BuildMul(leftLow, rightHigh)));
        LLVMTypeRef rest = context.Module.Context.GetIntType(wide.IntWidth - 64);
        LLVMValueRef top = wide.IntWidth == 128 ? high : builder.BuildTrunc(high, rest);
        LLVMValueRef moved = builder.BuildShl(builder.BuildZExt(top, wide), LLVMValueRef.CreateConstInt(wide, 64));
        product.ReplaceAllUsesWith(builder.BuildOr(moved, builder.BuildZExt(low, wide)));
        product.InstructionEraseFromParent();

        (LLVMValueRef Low, LLVMValueRef High) Split(LLVMValueRef value)
        {
            LLVMValueRef upper = builder.BuildLShr(value, LLVMValueRef.CreateConstInt(wide, 64));
            return (builder.BuildTrunc(value, i64), builder.BuildTrunc(upper, i64));
        }

        // Long multiplication with digits of 32 bits.
        LLVMValueRef HighHalf(LLVMValueRef left, LLVMValueRef right)
        {
            (LLVMValueRef a0, LLVMValueRef a1) = (Digit(left), Carry(left));
            (LLVMValueRef b0, LLVMValueRef b1) = (Digit(right), Carry(right));
            LLVMValueRef middle = builder.BuildMul(a0, b1);
            LLVMValueRef other = builder.BuildMul(a1, b0);
            LLVMValueRef sum = builder.BuildAdd(Carry(builder.BuildMul(a0, b0)), builder.BuildAdd(Digit(middle), Digit(other)));
            return builder.BuildAdd(builder.BuildAdd(builder.BuildMul(a1, b1), Carry(sum)), builder.BuildAdd(Carry(middle), Carry(other)));
        }

        LLVMValueRef Digit(LLVMValueRef value) => builder.BuildAnd(value, LLVMValueRef.CreateConstInt(i64, uint.MaxValue));

        LLVMValueRef Carry(LLVMValueRef value) => builder.BuildLShr(value, LLVMValueRef.CreateConstInt(i64, 32));
    }
}
