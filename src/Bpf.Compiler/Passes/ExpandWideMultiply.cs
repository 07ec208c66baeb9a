using Bpf.Compiler.Analysis;
using Bpf.Compiler.Llvm;

namespace Bpf.Compiler.Passes;

/// <summary>Expands products wider than 64 bits into i64 products.</summary>
/// <remarks>
/// Before:
/// <code>
/// define i64 @f(i65 %a, i65 %b) {
///   %product = mul i65 %a, %b
///   %half = lshr i65 %product, 1
///   %result = trunc i65 %half to i64
///   ret i64 %result
/// }
/// </code>
/// After:
/// <code>
/// define i64 @f(i65 %a, i65 %b) {
///   %1 = lshr i65 %a, 64
///   %2 = trunc i65 %a to i64
///   %3 = trunc i65 %1 to i64
///   %4 = lshr i65 %b, 64
///   %5 = trunc i65 %b to i64
///   %6 = trunc i65 %4 to i64
///   %7 = mul i64 %2, %5
///   %8 = and i64 %2, 4294967295
///   %9 = lshr i64 %2, 32
///   %10 = and i64 %5, 4294967295
///   %11 = lshr i64 %5, 32
///   %12 = mul i64 %8, %11
///   %13 = mul i64 %9, %10
///   %14 = mul i64 %8, %10
///   %15 = lshr i64 %14, 32
///   %16 = and i64 %12, 4294967295
///   %17 = and i64 %13, 4294967295
///   %18 = add i64 %16, %17
///   %19 = add i64 %15, %18
///   %20 = mul i64 %9, %11
///   %21 = lshr i64 %19, 32
///   %22 = add i64 %20, %21
///   %23 = lshr i64 %12, 32
///   %24 = lshr i64 %13, 32
///   %25 = add i64 %23, %24
///   %26 = add i64 %22, %25
///   %27 = mul i64 %3, %5
///   %28 = mul i64 %2, %6
///   %29 = add i64 %27, %28
///   %30 = add i64 %26, %29
///   %31 = trunc i64 %30 to i1
///   %32 = zext i1 %31 to i65
///   %33 = shl i65 %32, 64
///   %34 = zext i64 %7 to i65
///   %35 = or i65 %33, %34
///   %half = lshr i65 %35, 1
///   %result = trunc i65 %half to i64
///   ret i64 %result
/// }
/// </code>
/// LLVM replaces a loop, such as one that sums its indexes, with a formula that contains such a product; on BPF that becomes a call to a function
/// that does not exist. This is long multiplication with 32-bit digits.
/// </remarks>
internal sealed class ExpandWideMultiply : FunctionPass
{
    public override string Name => "expand-wide-multiply";

    public override string Purpose => "computes products of more than 64 bits from i64 products";

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

        // Long multiplication with 32-bit digits.
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
