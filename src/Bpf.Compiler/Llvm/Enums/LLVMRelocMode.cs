namespace Bpf.Compiler.Llvm;

/// <summary>Relocation model.</summary>
internal enum LLVMRelocMode
{
    LLVMRelocDefault = 0,
    LLVMRelocStatic = 1,
    LLVMRelocPIC = 2,
    LLVMRelocDynamicNoPic = 3,
}
