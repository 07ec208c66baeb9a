
namespace Bpf.Compiler.Llvm;

/// <content>Memory, addresses and atomics.</content>
internal readonly unsafe partial record struct LLVMBuilderRef
{
    public LLVMValueRef BuildAlloca(LLVMTypeRef type, string name = "") => LLVM.BuildAlloca(this, type, name);

    public LLVMValueRef BuildArrayAlloca(LLVMTypeRef type, LLVMValueRef count, string name = "")
        => LLVM.BuildArrayAlloca(this, type, count, name);

    public LLVMValueRef BuildLoad2(LLVMTypeRef type, LLVMValueRef pointer, string name = "") => LLVM.BuildLoad2(this, type, pointer, name);

    public LLVMValueRef BuildStore(LLVMValueRef value, LLVMValueRef pointer) => LLVM.BuildStore(this, value, pointer);

    public LLVMValueRef BuildStructGEP2(LLVMTypeRef type, LLVMValueRef pointer, uint index, string name = "")
        => LLVM.BuildStructGEP2(this, type, pointer, index, name);

    public LLVMValueRef BuildGEP2(LLVMTypeRef type, LLVMValueRef pointer, ReadOnlySpan<LLVMValueRef> indices, string name = "")
        => LLVM.BuildGEP2(this, type, pointer, indices, (uint)indices.Length, name);

    public LLVMValueRef BuildInBoundsGEP2(LLVMTypeRef type, LLVMValueRef pointer, ReadOnlySpan<LLVMValueRef> indices, string name = "")
        => LLVM.BuildInBoundsGEP2(this, type, pointer, indices, (uint)indices.Length, name);

    public LLVMValueRef BuildPtrDiff2(LLVMTypeRef element, LLVMValueRef left, LLVMValueRef right, string name = "")
        => LLVM.BuildPtrDiff2(this, element, left, right, name);

    /// <summary>Alignments in bytes. Sizes above 1024 bytes, or not constant, become a call that BPF cannot make.</summary>
    public LLVMValueRef BuildMemCpy(LLVMValueRef destination, uint destinationAlignment, LLVMValueRef source, uint sourceAlignment, LLVMValueRef size)
        => LLVM.BuildMemCpy(this, destination, destinationAlignment, source, sourceAlignment, size);

    /// <inheritdoc cref="BuildMemCpy"/>
    public LLVMValueRef BuildMemMove(LLVMValueRef destination, uint destinationAlignment, LLVMValueRef source, uint sourceAlignment, LLVMValueRef size)
        => LLVM.BuildMemMove(this, destination, destinationAlignment, source, sourceAlignment, size);

    /// <inheritdoc cref="BuildMemCpy"/>
    public LLVMValueRef BuildMemSet(LLVMValueRef destination, LLVMValueRef value, LLVMValueRef size, uint alignment)
        => LLVM.BuildMemSet(this, destination, value, size, alignment);

    public LLVMValueRef BuildAtomicRMW(LLVMAtomicRMWBinOp operation, LLVMValueRef pointer, LLVMValueRef value, LLVMAtomicOrdering ordering,
        bool singleThread = false)
        => LLVM.BuildAtomicRMW(this, operation, pointer, value, ordering, singleThread ? 1 : 0);

    /// <summary>Returns a pair: the old value and whether it was <paramref name="comparand"/>.</summary>
    public LLVMValueRef BuildAtomicCmpXchg(LLVMValueRef pointer, LLVMValueRef comparand, LLVMValueRef value, LLVMAtomicOrdering success,
        LLVMAtomicOrdering failure, bool singleThread = false)
        => LLVM.BuildAtomicCmpXchg(this, pointer, comparand, value, success, failure, singleThread ? 1 : 0);

    public LLVMValueRef BuildFence(LLVMAtomicOrdering ordering, bool singleThread = false, string name = "")
        => LLVM.BuildFence(this, ordering, singleThread ? 1 : 0, name);
}
