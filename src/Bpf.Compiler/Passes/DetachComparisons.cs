using Bpf.Compiler.Analysis;
using Bpf.Compiler.InlineAsm;
using Bpf.Compiler.Llvm;

namespace Bpf.Compiler.Passes;

/// <summary>Compares a copy of an accumulated i8 or i16 instead of the value itself.</summary>
/// <remarks>
/// Before:
/// <code>
/// define i32 @f(ptr %text, i32 %sum) section "xdp" {
///   %c = load i8, ptr %text, align 1
///   %isDigit = icmp ult i8 %c, 65
///   br i1 %isDigit, label %add, label %letter
///
/// letter:
///   %isOther = icmp ugt i8 %c, 102
///   br i1 %isOther, label %end, label %add
///
/// add:
///   %digit = zext i8 %c to i32
///   %total = add i32 %sum, %digit
///   ret i32 %total
///
/// end:
///   ret i32 0
/// }
/// </code>
/// After:
/// <code>
/// define i32 @f(ptr %text, i32 %sum) section "xdp" {
///   %c = load i8, ptr %text, align 1
///   %1 = zext i8 %c to i64
///   %2 = call i64 asm "", "=r,0"(i64 %1)
///   %3 = and i64 %2, 255
///   %4 = icmp ult i64 %3, 65
///   br i1 %4, label %add, label %letter
///
/// letter:
///   %5 = icmp ugt i64 %3, 102
///   br i1 %5, label %end, label %add
///
/// add:
///   %digit = zext i8 %c to i32
///   %total = add i32 %sum, %digit
///   ret i32 %total
///
/// end:
///   ret i32 0
/// }
/// </code>
/// From a comparison, the verifier learns the range of a value and of everything computed from it later. When a loop appends digits to a number, each
/// path through the comparisons yields a different range, each iteration multiplies the number of paths, and a later comparison of the whole number keeps
/// them apart. Nothing needs these ranges, and from a comparison of a masked copy the verifier learns nothing about the digit. Where LLVM has merged the
/// comparisons with both limits into one of a difference, that difference is already such a copy, and this pass leaves it alone.
/// </remarks>
internal sealed class DetachComparisons : FunctionPass
{
    private const int FullWidth = 64;

    // With a single comparison, only one path continues; the other ends the loop.
    private const int FewestComparisons = 2;

    public override string Name => "detach-comparisons";

    public override string Purpose => "compares a copy of an accumulated i8 or i16 value";

    protected override void Run(PassContext context, FunctionAnalyses analyses)
    {
        foreach (LLVMValueRef value in FunctionBody.Instructions(analyses.Function).Where(IsNarrow).ToArray())
        {
            LLVMValueRef[] comparisons = [.. value.Users.Where(IsRangeComparison)];
            if (comparisons.Length >= FewestComparisons && analyses.AccumulatedValues.Includes(value))
            {
                Detach(context, value, comparisons);
            }
        }
    }

    private static bool IsNarrow(LLVMValueRef value) => value.TypeOf is { Kind: LLVMTypeKind.LLVMIntegerTypeKind, IntWidth: 8 or 16 };

    private static bool IsRangeComparison(LLVMValueRef user) => user.InstructionOpcode == LLVMOpcode.LLVMICmp && user.GetOperand(1).IsConstantInt
        && user.ICmpPredicate is not (LLVMIntPredicate.LLVMIntEQ or LLVMIntPredicate.LLVMIntNE) and < LLVMIntPredicate.LLVMIntSGT;

    private static void Detach(PassContext context, LLVMValueRef value, LLVMValueRef[] comparisons)
    {
        LLVMBuilderRef builder = context.Builder;
        builder.PositionBefore(FunctionBody.After(value));
        LLVMValueRef copy = OpaqueValue.Create(builder, builder.BuildZExt(value, context.Int64));
        LLVMValueRef masked = builder.BuildAnd(copy, LLVMValueRef.CreateConstInt(context.Int64, ulong.MaxValue >> (FullWidth - (int)value.TypeOf.IntWidth)));
        foreach (LLVMValueRef comparison in comparisons)
        {
            builder.PositionBefore(comparison);
            LLVMValueRef bound = LLVMValueRef.CreateConstInt(context.Int64, comparison.GetOperand(1).ConstIntZExt);
            comparison.ReplaceAllUsesWith(builder.BuildICmp(comparison.ICmpPredicate, masked, bound));
            comparison.InstructionEraseFromParent();
        }
    }
}
