using Bpf.Compiler.Analysis;
using Bpf.Compiler.InlineAsm;
using Bpf.Compiler.Llvm;

namespace Bpf.Compiler.Passes;

/// <summary>Compares i8 and i16 values in the register that indexes are computed from.</summary>
/// <remarks>
/// Before:
/// <code>
/// define i8 @f(ptr %table, ptr %source) {
///   %x = load i8, ptr %source, align 1
///   %fits = icmp ult i8 %x, 100
///   br i1 %fits, label %inside, label %outside
///
/// inside:
///   %index = zext i8 %x to i64
///   %address = getelementptr i8, ptr %table, i64 %index
///   %element = load i8, ptr %address, align 1
///   ret i8 %element
///
/// outside:
///   ret i8 0
/// }
/// </code>
/// After:
/// <code>
/// define i8 @f(ptr %table, ptr %source) {
///   %x = load i8, ptr %source, align 1
///   %1 = zext i8 %x to i32
///   %2 = call i32 asm "$0 = $0", "=w,0"(i32 %1)
///   %3 = zext i32 %2 to i64
///   %4 = icmp ult i32 %2, 100
///   br i1 %4, label %inside, label %outside
///
/// inside:
///   %address = getelementptr i8, ptr %table, i64 %3
///   %element = load i8, ptr %address, align 1
///   ret i8 %element
///
/// outside:
///   ret i8 0
/// }
/// </code>
/// The code generator clears the bits above such an integer separately for each use, in a copy, and the verifier learns the bounds of that copy only.
/// </remarks>
internal sealed class WidenSmallIntegers : FunctionPass
{
    public override string Name => "widen-small-integers";

    public override string Purpose => "compares i8 and i16 values in the register that indexes are computed from";

    protected override void Run(PassContext context, FunctionAnalyses analyses)
    {
        foreach (LLVMValueRef value in FunctionBody.Integers(analyses.Function, 8).Concat(FunctionBody.Integers(analyses.Function, 16)).ToArray())
        {
            Widen(context, value, analyses.BoundedUses, LLVMOpcode.LLVMZExt, IsUnsigned);
            Widen(context, value, analyses.BoundedUses, LLVMOpcode.LLVMSExt, IsSigned);
        }
    }

    private static void Widen(PassContext context, LLVMValueRef value, BoundedUses uses, LLVMOpcode extension, Func<LLVMIntPredicate, bool> isComparison)
    {
        LLVMValueRef[] extensions = [.. value.Users.Where(user => user.InstructionOpcode == extension && user.TypeOf.IntWidth >= 32)];
        LLVMValueRef[] comparisons =
        [
            .. value.Users.Where(user => user.InstructionOpcode == LLVMOpcode.LLVMICmp && user.GetOperand(1).IsConstantInt && isComparison(user.ICmpPredicate)),
        ];
        if (comparisons.Length == 0 || !extensions.Any(item => item.Users.Any(user => uses.Includes(user, item))))
        {
            return;
        }

        bool isSigned = extension == LLVMOpcode.LLVMSExt;
        LLVMTypeRef i32 = context.Int32;
        LLVMBuilderRef builder = context.Builder;
        builder.PositionBefore(FunctionBody.After(value));
        LLVMValueRef copy = OpaqueValue.CreateI32(builder, isSigned ? builder.BuildSExt(value, i32) : builder.BuildZExt(value, i32), context.HasI32Registers);
        LLVMValueRef? wide = null;
        foreach (LLVMValueRef item in extensions)
        {
            if (item.TypeOf != i32)
            {
                builder.PositionBefore(copy.NextInstruction);
                wide ??= isSigned ? builder.BuildSExt(copy, context.Int64) : builder.BuildZExt(copy, context.Int64);
            }

            item.ReplaceAllUsesWith(item.TypeOf == i32 ? copy : wide!.Value);
        }

        foreach (LLVMValueRef comparison in comparisons)
        {
            LLVMValueRef bound = comparison.GetOperand(1);
            builder.PositionBefore(comparison);
            LLVMValueRef wideBound = LLVMValueRef.CreateConstInt(i32, isSigned ? (uint)bound.ConstIntSExt : bound.ConstIntZExt);
            comparison.ReplaceAllUsesWith(builder.BuildICmp(comparison.ICmpPredicate, copy, wideBound));
        }
    }

    private static bool IsUnsigned(LLVMIntPredicate predicate) => predicate < LLVMIntPredicate.LLVMIntSGT;

    private static bool IsSigned(LLVMIntPredicate predicate) => predicate >= LLVMIntPredicate.LLVMIntSGT;
}
