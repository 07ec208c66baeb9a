namespace Bpf.Compiler.Llvm;

/// <summary>Severity of a backend diagnostic.</summary>
internal enum LLVMDiagnosticSeverity
{
    LLVMDSError = 0,
    LLVMDSWarning = 1,
    LLVMDSRemark = 2,
    LLVMDSNote = 3,
}
