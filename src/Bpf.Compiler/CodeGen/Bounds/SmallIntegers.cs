using Bpf.Compiler.Llvm;

namespace Bpf.Compiler.CodeGen;

/// <summary>
/// Compares integers of 8 and 16 bits in the register that indexes are made of. The code generator clears the bits above such an integer anew for each use,
/// in a copy, and the verifier learns the bounds of that copy only.
/// </summary>
internal static class SmallIntegers
{
    private const int HalfWord = 32;

    public static void Keep(ObjectModule module)
    {
        for (LLVMValueRef function = module.Module.FirstFunction; function.Handle != 0; function = function.NextFunction)
        {
            BoundedUses? uses = null;
            foreach (LLVMValueRef value in FunctionBody.Integers(function, 8).Concat(FunctionBody.Integers(function, 16)).ToArray())
            {
                uses ??= new BoundedUses(function);
                Widen(module, value, uses, LLVMOpcode.LLVMZExt, IsUnsigned);
                Widen(module, value, uses, LLVMOpcode.LLVMSExt, IsSigned);
            }
        }
    }

    private static void Widen(ObjectModule module, LLVMValueRef value, BoundedUses uses, LLVMOpcode extension, Func<LLVMIntPredicate, bool> isComparison)
    {
        LLVMValueRef[] extensions = [.. value.Users.Where(user => user.InstructionOpcode == extension && user.TypeOf.IntWidth >= HalfWord)];
        LLVMValueRef[] comparisons =
        [
            .. value.Users.Where(user => user.InstructionOpcode == LLVMOpcode.LLVMICmp && user.GetOperand(1).IsConstantInt && isComparison(user.ICmpPredicate)),
        ];
        if (comparisons.Length == 0 || !extensions.Any(item => item.Users.Any(user => uses.Includes(user, item))))
        {
            return;
        }

        bool isSigned = extension == LLVMOpcode.LLVMSExt;
        LLVMTypeRef half = module.Types.Int32;
        LLVMBuilderRef builder = module.Builder;
        builder.PositionBefore(FunctionBody.After(value));
        LLVMValueRef copy = Barrier.HideNarrow(module, isSigned ? builder.BuildSExt(value, half) : builder.BuildZExt(value, half));
        LLVMValueRef? word = null;
        foreach (LLVMValueRef item in extensions)
        {
            if (item.TypeOf != half)
            {
                builder.PositionBefore(copy.NextInstruction);
                word ??= isSigned ? builder.BuildSExt(copy, module.Types.Int64) : builder.BuildZExt(copy, module.Types.Int64);
            }

            item.ReplaceAllUsesWith(item.TypeOf == half ? copy : word!.Value);
        }

        foreach (LLVMValueRef comparison in comparisons)
        {
            LLVMValueRef bound = comparison.GetOperand(1);
            builder.PositionBefore(comparison);
            LLVMValueRef wideBound = LLVMValueRef.CreateConstInt(half, isSigned ? (uint)bound.ConstIntSExt : bound.ConstIntZExt);
            comparison.ReplaceAllUsesWith(builder.BuildICmp(comparison.ICmpPredicate, copy, wideBound));
        }
    }

    private static bool IsUnsigned(LLVMIntPredicate predicate) => predicate < LLVMIntPredicate.LLVMIntSGT;

    private static bool IsSigned(LLVMIntPredicate predicate) => predicate >= LLVMIntPredicate.LLVMIntSGT;
}
