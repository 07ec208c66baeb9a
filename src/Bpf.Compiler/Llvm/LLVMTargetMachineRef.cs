
namespace Bpf.Compiler.Llvm;

/// <summary>A code generator set up for one cpu. Emission changes the module: emit each module once, or emit a clone.</summary>
internal readonly unsafe record struct LLVMTargetMachineRef(nint Handle) : IDisposable
{
    public LLVMTargetDataRef CreateTargetDataLayout() => LLVM.CreateTargetDataLayout(this);

    /// <summary>Emits a module to a file. Backend errors do not make this fail: they reach only the context's diagnostic handler.</summary>
    public void EmitToFile(LLVMModuleRef module, string path, LLVMCodeGenFileType kind)
    {
        if (LLVM.TargetMachineEmitToFile(this, module, path, kind, out byte* message) != 0)
        {
            throw new LlvmException($"cannot write '{path}': {NativeText.Taken(message)}");
        }
    }

    /// <inheritdoc cref="EmitToFile"/>
    public LLVMMemoryBufferRef EmitToMemoryBuffer(LLVMModuleRef module, LLVMCodeGenFileType kind)
        => LLVM.TargetMachineEmitToMemoryBuffer(this, module, kind, out byte* message, out LLVMMemoryBufferRef buffer) == 0
            ? buffer
            : throw new LlvmException($"cannot emit code: {NativeText.Taken(message)}");

    public void Dispose() => LLVM.DisposeTargetMachine(this);
}
