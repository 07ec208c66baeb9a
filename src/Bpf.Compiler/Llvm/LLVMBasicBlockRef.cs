
namespace Bpf.Compiler.Llvm;

/// <summary>A basic block.</summary>
internal readonly record struct LLVMBasicBlockRef(nint Handle)
{
    public LLVMValueRef Parent => LLVM.GetBasicBlockParent(this);

    /// <summary>The terminator; its handle is 0 while there is none.</summary>
    public LLVMValueRef Terminator => LLVM.GetBasicBlockTerminator(this);

    public LLVMValueRef FirstInstruction => LLVM.GetFirstInstruction(this);

    public LLVMBasicBlockRef Next => LLVM.GetNextBasicBlock(this);

    public void MoveAfter(LLVMBasicBlockRef position) => LLVM.MoveBasicBlockAfter(this, position);

    public void MoveBefore(LLVMBasicBlockRef position) => LLVM.MoveBasicBlockBefore(this, position);

    public void Delete() => LLVM.DeleteBasicBlock(this);
}
