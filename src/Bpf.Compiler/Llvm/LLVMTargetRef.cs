
namespace Bpf.Compiler.Llvm;

/// <summary>A code generator.</summary>
internal readonly unsafe record struct LLVMTargetRef(nint Handle)
{
    public static LLVMTargetRef GetTargetFromTriple(string triple)
        => LLVM.GetTargetFromTriple(triple, out LLVMTargetRef target, out byte* message) == 0
            ? target
            : throw new LlvmException($"this LLVM has no target '{triple}': {NativeText.Taken(message)}");

    /// <summary>An unknown <paramref name="cpu"/> is not an error to LLVM: check it first.</summary>
    public LLVMTargetMachineRef CreateTargetMachine(string triple, string cpu, string features, LLVMCodeGenOptLevel level,
        LLVMRelocMode relocation, LLVMCodeModel codeModel)
        => LLVM.CreateTargetMachine(this, triple, cpu, features, level, relocation, codeModel);
}
