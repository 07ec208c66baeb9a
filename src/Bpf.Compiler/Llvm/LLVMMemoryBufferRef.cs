
namespace Bpf.Compiler.Llvm;

/// <summary>Bytes that LLVM owns.</summary>
internal readonly unsafe record struct LLVMMemoryBufferRef(nint Handle) : IDisposable
{
    /// <summary>Valid until the buffer is disposed.</summary>
    public ReadOnlySpan<byte> Bytes => new(LLVM.GetBufferStart(this), checked((int)LLVM.GetBufferSize(this)));

    public static LLVMMemoryBufferRef CreateCopy(ReadOnlySpan<byte> bytes, string name)
        => LLVM.CreateMemoryBufferWithMemoryRangeCopy(bytes, (nuint)bytes.Length, name);

    public static LLVMMemoryBufferRef CreateFromFile(string path)
        => LLVM.CreateMemoryBufferWithContentsOfFile(path, out LLVMMemoryBufferRef buffer, out byte* message) == 0
            ? buffer
            : throw new LlvmException($"cannot read '{path}': {NativeText.Taken(message)}");

    public void Dispose() => LLVM.DisposeMemoryBuffer(this);
}
