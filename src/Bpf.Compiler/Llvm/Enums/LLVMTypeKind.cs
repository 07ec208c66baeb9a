namespace Bpf.Compiler.Llvm;

/// <summary>Kinds of types; kinds that BPF code cannot have are left out.</summary>
internal enum LLVMTypeKind
{
    LLVMVoidTypeKind = 0,
    LLVMLabelTypeKind = 7,
    LLVMIntegerTypeKind = 8,
    LLVMFunctionTypeKind = 9,
    LLVMStructTypeKind = 10,
    LLVMArrayTypeKind = 11,
    LLVMPointerTypeKind = 12,
    LLVMVectorTypeKind = 13,
    LLVMMetadataTypeKind = 14,
    LLVMTokenTypeKind = 16,
}
