
namespace Bpf.Compiler.Llvm;

/// <summary>What a diagnostic handler is given; valid during the call only.</summary>
internal readonly unsafe record struct LLVMDiagnosticInfoRef(nint Handle)
{
    public LLVMDiagnosticSeverity Severity => LLVM.GetDiagInfoSeverity(Handle);

    public string Description => NativeText.Taken(LLVM.GetDiagInfoDescription(Handle));
}
