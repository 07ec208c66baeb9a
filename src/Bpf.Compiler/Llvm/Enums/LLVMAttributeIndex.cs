namespace Bpf.Compiler.Llvm;

/// <summary>Position of an attribute; parameters count from 1.</summary>
internal enum LLVMAttributeIndex : uint
{
    LLVMAttributeReturnIndex = 0,
    LLVMAttributeFirstArgIndex = 1,
    LLVMAttributeFunctionIndex = uint.MaxValue,
}
