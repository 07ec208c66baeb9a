
namespace Bpf.Compiler.Llvm;

/// <summary>A data layout.</summary>
internal readonly unsafe record struct LLVMTargetDataRef(nint Handle) : IDisposable
{
    public ulong ABISizeOfType(LLVMTypeRef type) => LLVM.ABISizeOfType(this, type);

    public uint ABIAlignmentOfType(LLVMTypeRef type) => LLVM.ABIAlignmentOfType(this, type);

    public ulong OffsetOfElement(LLVMTypeRef type, uint element) => LLVM.OffsetOfElement(this, type, element);

    public void Dispose() => LLVM.DisposeTargetData(this);

    public override string ToString() => NativeText.Taken(LLVM.CopyStringRepOfTargetData(this));
}
