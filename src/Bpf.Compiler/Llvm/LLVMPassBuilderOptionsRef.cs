
namespace Bpf.Compiler.Llvm;

/// <summary>Options of a pass pipeline.</summary>
internal readonly record struct LLVMPassBuilderOptionsRef(nint Handle) : IDisposable
{
    public static LLVMPassBuilderOptionsRef Create() => LLVM.CreatePassBuilderOptions();

    public void SetVerifyEach(bool value) => LLVM.PassBuilderOptionsSetVerifyEach(this, value ? 1 : 0);

    public void SetLoopUnrolling(bool value) => LLVM.PassBuilderOptionsSetLoopUnrolling(this, value ? 1 : 0);

    public void SetLoopVectorization(bool value) => LLVM.PassBuilderOptionsSetLoopVectorization(this, value ? 1 : 0);

    public void SetSLPVectorization(bool value) => LLVM.PassBuilderOptionsSetSLPVectorization(this, value ? 1 : 0);

    public void Dispose() => LLVM.DisposePassBuilderOptions(this);
}
