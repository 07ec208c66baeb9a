using Bpf.Compiler.Llvm;

namespace Bpf.Compiler.CodeGen;

/// <summary>Hides a value from LLVM: a piece of assembly that could change it.</summary>
internal static class Barrier
{
    /// <summary>True when a call is such a piece, so that its result is its operand.</summary>
    public static bool IsHidden(LLVMValueRef call) => call.CalledValue.IsInlineAsm && call.OperandCount == 2 && call.TypeOf.Kind == LLVMTypeKind.LLVMIntegerTypeKind;

    public static LLVMValueRef Hide(LLVMBuilderRef builder, LLVMValueRef value) => Through(builder, value, "", "=r,0");

    /// <summary>
    /// Hides a value of 32 bits, in a register whose upper half is zero. That takes an instruction (with <c>--cpu v3</c>): LLVM believes the upper half of what
    /// comes out of assembly as a 32-bit register to be zero, so an empty piece would be a lie.
    /// </summary>
    public static LLVMValueRef HideNarrow(ObjectModule module, LLVMValueRef value)
    {
        const int HasNarrowRegisters = 3;
        LLVMBuilderRef builder = module.Builder;
        return module.CpuVersion >= HasNarrowRegisters
            ? Through(builder, value, "$0 = $0", "=w,0")
            : builder.BuildTrunc(Hide(builder, builder.BuildZExt(value, module.Types.Int64)), value.TypeOf);
    }

    private static LLVMValueRef Through(LLVMBuilderRef builder, LLVMValueRef value, string text, string constraints)
    {
        LLVMTypeRef type = LLVMTypeRef.CreateFunction(value.TypeOf, [value.TypeOf]);
        LLVMValueRef assembly = LLVMValueRef.CreateConstInlineAsm(type, text, constraints, hasSideEffects: false, isAlignStack: false);
        return builder.BuildCall2(type, assembly, [value]);
    }
}
