
namespace Bpf.Compiler.Llvm;

/// <summary>Appends instructions at a position.</summary>
internal readonly unsafe partial record struct LLVMBuilderRef(nint Handle) : IDisposable
{
    public LLVMBasicBlockRef InsertBlock => LLVM.GetInsertBlock(this);

    /// <summary>Debug location of subsequent instructions.</summary>
    public LLVMMetadataRef CurrentDebugLocation
    {
        get => LLVM.GetCurrentDebugLocation2(this);
        set => LLVM.SetCurrentDebugLocation2(this, value);
    }

    public static LLVMBuilderRef Create(LLVMContextRef context) => LLVM.CreateBuilderInContext(context);

    public void PositionAtEnd(LLVMBasicBlockRef block) => LLVM.PositionBuilderAtEnd(this, block);

    public void PositionBefore(LLVMValueRef instruction) => LLVM.PositionBuilderBefore(this, instruction);

    /// <summary>Positions before <paramref name="instruction"/>, or at the end of the block when its handle is 0.</summary>
    public void Position(LLVMBasicBlockRef block, LLVMValueRef instruction) => LLVM.PositionBuilder(this, block, instruction);

    public LLVMValueRef BuildRetVoid() => LLVM.BuildRetVoid(this);

    public LLVMValueRef BuildRet(LLVMValueRef value) => LLVM.BuildRet(this, value);

    public LLVMValueRef BuildBr(LLVMBasicBlockRef destination) => LLVM.BuildBr(this, destination);

    public LLVMValueRef BuildCondBr(LLVMValueRef condition, LLVMBasicBlockRef then, LLVMBasicBlockRef otherwise)
        => LLVM.BuildCondBr(this, condition, then, otherwise);

    public LLVMValueRef BuildSwitch(LLVMValueRef value, LLVMBasicBlockRef otherwise, uint cases)
        => LLVM.BuildSwitch(this, value, otherwise, cases);

    public LLVMValueRef BuildUnreachable() => LLVM.BuildUnreachable(this);

    public LLVMValueRef BuildPhi(LLVMTypeRef type, string name = "") => LLVM.BuildPhi(this, type, name);

    public LLVMValueRef BuildSelect(LLVMValueRef condition, LLVMValueRef then, LLVMValueRef otherwise, string name = "")
        => LLVM.BuildSelect(this, condition, then, otherwise, name);

    public LLVMValueRef BuildCall2(LLVMTypeRef type, LLVMValueRef function, ReadOnlySpan<LLVMValueRef> arguments, string name = "")
        => LLVM.BuildCall2(this, type, function, arguments, (uint)arguments.Length, name);

    public LLVMValueRef BuildExtractValue(LLVMValueRef aggregate, uint index, string name = "")
        => LLVM.BuildExtractValue(this, aggregate, index, name);

    public LLVMValueRef BuildInsertValue(LLVMValueRef aggregate, LLVMValueRef element, uint index, string name = "")
        => LLVM.BuildInsertValue(this, aggregate, element, index, name);

    public void Dispose() => LLVM.DisposeBuilder(this);
}
