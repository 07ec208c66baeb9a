using System.Numerics;
using Bpf.Compiler.Llvm;

namespace Bpf.Compiler.Analysis;

/// <summary>Comparisons of the i32 that an i64 is truncated to.</summary>
internal static class I32Comparisons
{
    /// <summary>Returns the truncations to i32.</summary>
    public static IEnumerable<LLVMValueRef> TruncationsOf(LLVMValueRef wide)
        => wide.Users.Where(user => user is { InstructionOpcode: LLVMOpcode.LLVMTrunc, TypeOf.IntWidth: 32 });

    /// <summary>Returns true when a branch may have told the verifier something about the low 32 bits.</summary>
    public static bool IsCompared(LLVMValueRef wide) => wide.TypeOf is { Kind: LLVMTypeKind.LLVMIntegerTypeKind, IntWidth: 64 }
        && (TruncationsOf(wide).Any(IsComparedItself) || MaskTestsOf(wide).Any());

    /// <summary>Returns true when a value, or that value plus a constant, is compared.</summary>
    public static bool IsComparedItself(LLVMValueRef value) => value.Users.Any(static user => user.InstructionOpcode switch
    {
        LLVMOpcode.LLVMICmp => true,
        LLVMOpcode.LLVMAdd => user.GetOperand(1).IsConstantInt && user.Users.Any(static next => next.InstructionOpcode == LLVMOpcode.LLVMICmp),
        LLVMOpcode.LLVMCall => user.CalledValue.Name.StartsWith("llvm.bpf.compare", StringComparison.Ordinal),
        _ => false,
    });

    /// <summary>Rewrites tests of the upper bits of an i32 as comparisons of a copy: a number below the lowest of these bits has none of them set.</summary>
    public static void CompareInstead(LLVMValueRef wide, LLVMValueRef copy, LLVMBuilderRef builder)
    {
        foreach ((LLVMValueRef comparison, ulong limit) in MaskTestsOf(wide).ToArray())
        {
            builder.PositionBefore(comparison);
            LLVMIntPredicate predicate = comparison.ICmpPredicate == LLVMIntPredicate.LLVMIntEQ ? LLVMIntPredicate.LLVMIntULT : LLVMIntPredicate.LLVMIntUGE;
            comparison.ReplaceAllUsesWith(builder.BuildICmp(predicate, copy, LLVMValueRef.CreateConstInt(copy.TypeOf, limit)));
        }
    }

    /// <summary>Finds comparisons of low bits shifted to the top with equally shifted constants.</summary>
    public static IEnumerable<LLVMValueRef> AtTheTop(LLVMValueRef shifted, int up) => shifted.Users.Where(user => user.InstructionOpcode == LLVMOpcode.LLVMICmp
        && user.ICmpPredicate is LLVMIntPredicate.LLVMIntEQ or LLVMIntPredicate.LLVMIntNE or >= LLVMIntPredicate.LLVMIntSGT
        && user.GetOperand(1) is { IsConstantInt: true, ConstIntZExt: var constant } && (constant & ((1UL << up) - 1)) == 0);

    /// <summary>Compares the sign-extended bits instead of the shifted ones.</summary>
    public static void CompareInPlace(LLVMValueRef shifted, LLVMValueRef bits, int up, LLVMBuilderRef builder)
    {
        foreach (LLVMValueRef comparison in AtTheTop(shifted, up).ToArray())
        {
            builder.PositionBefore(comparison);
            LLVMValueRef constant = LLVMValueRef.CreateConstInt(bits.TypeOf, (uint)(comparison.GetOperand(1).ConstIntSExt >> up));
            comparison.ReplaceAllUsesWith(builder.BuildICmp(comparison.ICmpPredicate, bits, constant));
        }
    }

    private static IEnumerable<(LLVMValueRef Comparison, ulong Limit)> MaskTestsOf(LLVMValueRef wide)
        => from mask in wide.Users
           where mask.InstructionOpcode == LLVMOpcode.LLVMAnd && mask.GetOperand(0) == wide && mask.GetOperand(1).IsConstantInt
           let bits = mask.GetOperand(1).ConstIntZExt
           let lowest = BitOperations.TrailingZeroCount(bits)
           where lowest is > 0 and < 32 && bits == (uint.MaxValue >> lowest << lowest)
           from user in mask.Users
           where user.InstructionOpcode == LLVMOpcode.LLVMICmp && user.ICmpPredicate is LLVMIntPredicate.LLVMIntEQ or LLVMIntPredicate.LLVMIntNE
               && user.GetOperand(1) is { IsConstantInt: true, ConstIntZExt: 0 }
           select (user, 1UL << lowest);
}
