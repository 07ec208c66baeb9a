namespace Bpf.Compiler.Llvm;

/// <summary>Output of the code generator.</summary>
internal enum LLVMCodeGenFileType
{
    LLVMAssemblyFile = 0,
    LLVMObjectFile = 1,
}
