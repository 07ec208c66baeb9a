using Bpf.Compiler.Llvm;

namespace Bpf.Compiler.CodeGen;

/// <summary>Hides a value from LLVM: an empty piece of assembly that could change it.</summary>
internal static class Barrier
{
    public static LLVMValueRef Hide(LLVMBuilderRef builder, LLVMValueRef value)
    {
        LLVMTypeRef type = LLVMTypeRef.CreateFunction(value.TypeOf, [value.TypeOf]);
        LLVMValueRef assembly = LLVMValueRef.CreateConstInlineAsm(type, "", "=r,0", hasSideEffects: false, isAlignStack: false);
        return builder.BuildCall2(type, assembly, [value]);
    }
}
