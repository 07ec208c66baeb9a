namespace Bpf.Compiler.Llvm;

/// <summary>Whether the address of a global matters.</summary>
internal enum LLVMUnnamedAddr
{
    LLVMNoUnnamedAddr = 0,
    LLVMLocalUnnamedAddr = 1,
    LLVMGlobalUnnamedAddr = 2,
}
