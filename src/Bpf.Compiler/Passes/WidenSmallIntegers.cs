using Bpf.Compiler.Analysis;
using Bpf.Compiler.InlineAsm;
using Bpf.Compiler.Llvm;

namespace Bpf.Compiler.Passes;

/// <summary>
/// Compares integers of 8 and 16 bits in the register that indexes are made of. The code generator clears the bits above such an integer anew for each use,
/// in a copy, and the verifier learns the bounds of that copy only.
/// </summary>
internal sealed class WidenSmallIntegers : FunctionPass
{
    public override string Name => "widen-small-integers";

    public override string Purpose => "compares i8 and i16 values in the register that indexes are made of";

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
