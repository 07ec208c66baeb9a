
namespace Bpf.Compiler.Llvm;

/// <summary>The argument of a diagnostic handler; valid only during the call.</summary>
internal readonly unsafe record struct LLVMDiagnosticInfoRef(nint Handle)
{
    public LLVMDiagnosticSeverity Severity => LLVM.GetDiagInfoSeverity(Handle);

    public string Description => NativeText.Taken(LLVM.GetDiagInfoDescription(Handle));
}
