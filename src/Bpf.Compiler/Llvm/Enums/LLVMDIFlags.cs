namespace Bpf.Compiler.Llvm;

/// <summary>Flags of debug information entries.</summary>
[Flags]
internal enum LLVMDIFlags
{
    LLVMDIFlagZero = 0,
    LLVMDIFlagFwdDecl = 1 << 2,
    LLVMDIFlagArtificial = 1 << 6,
    LLVMDIFlagPrototyped = 1 << 8,
    LLVMDIFlagBitField = 1 << 19,
}
