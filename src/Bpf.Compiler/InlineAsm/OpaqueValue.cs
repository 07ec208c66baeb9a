using Bpf.Compiler.Llvm;

namespace Bpf.Compiler.InlineAsm;

/// <summary>Opaque values: copies through inline assembly, about which LLVM knows neither bits nor range.</summary>
internal static class OpaqueValue
{
    /// <summary>Returns true when a call makes an opaque copy of its operand.</summary>
    public static bool IsOpaque(LLVMValueRef call) => call.CalledValue.IsInlineAsm && call.OperandCount == 2
        && call.TypeOf.Kind == LLVMTypeKind.LLVMIntegerTypeKind && call.GetOperand(0).TypeOf == call.TypeOf;

    public static LLVMValueRef Create(LLVMBuilderRef builder, LLVMValueRef value) => Through(builder, value, "", "=r,0");

    /// <summary>
    /// Makes an opaque copy of an i32 in a register whose upper half is zero. This takes an instruction (with <c>--cpu v3</c>): LLVM assumes that inline
    /// assembly with a 32-bit output register clears the upper half, so empty assembly would be a lie.
    /// </summary>
    public static LLVMValueRef CreateI32(LLVMBuilderRef builder, LLVMValueRef value, bool hasI32Registers)
        => hasI32Registers
            ? Through(builder, value, "$0 = $0", "=w,0")
            : builder.BuildTrunc(Create(builder, builder.BuildZExt(value, value.TypeOf.Context.Int64Type)), value.TypeOf);

    /// <summary>Makes an opaque copy that stays where it is instead of moving to its use.</summary>
    public static LLVMValueRef CreateFixed(LLVMBuilderRef builder, LLVMValueRef value) => Through(builder, value, "", "=r,0", isFixed: true);

    private static LLVMValueRef Through(LLVMBuilderRef builder, LLVMValueRef value, string text, string constraints, bool isFixed = false)
    {
        LLVMTypeRef type = LLVMTypeRef.CreateFunction(value.TypeOf, [value.TypeOf]);
        LLVMValueRef assembly = LLVMValueRef.CreateConstInlineAsm(type, text, constraints, hasSideEffects: isFixed, isAlignStack: false);
        return builder.BuildCall2(type, assembly, [value]);
    }
}
