namespace Bpf.Compiler.Llvm;

/// <summary>ELF visibility of a global.</summary>
internal enum LLVMVisibility
{
    LLVMDefaultVisibility = 0,
    LLVMHiddenVisibility = 1,
    LLVMProtectedVisibility = 2,
}
