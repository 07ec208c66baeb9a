
namespace Bpf.Compiler.Llvm;

/// <content>Instructions.</content>
internal readonly unsafe partial record struct LLVMValueRef
{
    /// <summary>Alignment in bytes of a memory access or global.</summary>
    public uint Alignment
    {
        get => LLVM.GetAlignment(this);
        set => LLVM.SetAlignment(this, value);
    }

    public bool Volatile
    {
        get => LLVM.GetVolatile(this) != 0;
        set => LLVM.SetVolatile(this, value ? 1 : 0);
    }

    public LLVMOpcode InstructionOpcode => LLVM.GetInstructionOpcode(this);

    /// <summary>Opcode of a constant expression; 0 for other constants.</summary>
    public LLVMOpcode ConstantOpcode => LLVM.IsAConstantExpr(this).Handle != 0 ? LLVM.GetConstOpcode(this) : 0;

    /// <summary>File, line and column of an instruction; null when it has none.</summary>
    public (string File, int Line, int Column)? DebugLocation
        => LLVM.GetDebugLocLine(this) is > 0 and uint line && LLVM.GetDebugLocFilename(this, out uint length) is var file && file is not null
            ? (System.Text.Encoding.UTF8.GetString(file, (int)length), (int)line, (int)LLVM.GetDebugLocColumn(this))
            : null;

    /// <summary>Operation of an <c>atomicrmw</c>.</summary>
    public LLVMAtomicRMWBinOp AtomicOperation => LLVM.GetAtomicRMWBinOp(this);

    public LLVMIntPredicate ICmpPredicate => LLVM.GetICmpPredicate(this);

    public LLVMBasicBlockRef InstructionParent => LLVM.GetInstructionParent(this);

    public LLVMValueRef NextInstruction => LLVM.GetNextInstruction(this);

    public int OperandCount => LLVM.GetNumOperands(this);

    /// <summary>Type that an alloca allocates.</summary>
    public LLVMTypeRef AllocatedType => LLVM.GetAllocatedType(this);

    /// <summary>Type that the indexes of a getelementptr count in.</summary>
    public LLVMTypeRef SourceElementType => LLVM.GetGEPSourceElementType(this);

    /// <summary>Callee of a call.</summary>
    public LLVMValueRef CalledValue => LLVM.GetCalledValue(this);

    public LLVMValueRef GetOperand(uint index) => LLVM.GetOperand(this, index);

    public void SetOperand(uint index, LLVMValueRef operand) => LLVM.SetOperand(this, index, operand);

    /// <summary>Number of successors of a terminator.</summary>
    public uint SuccessorsCount => LLVM.GetNumSuccessors(this);

    public LLVMBasicBlockRef GetSuccessor(uint index) => LLVM.GetSuccessor(this, index);

    public void SetOrdering(LLVMAtomicOrdering ordering) => LLVM.SetOrdering(this, ordering);

    public void SetTailCall(bool isTailCall) => LLVM.SetTailCall(this, isTailCall ? 1 : 0);

    public void SetMetadata(uint kind, LLVMValueRef metadata) => LLVM.SetMetadata(this, kind, metadata);

    public void AddCallSiteAttribute(LLVMAttributeIndex index, LLVMAttributeRef attribute) => LLVM.AddCallSiteAttribute(this, index, attribute);

    /// <summary>Returns the value of an attribute of a call, such as <c>align</c> of an argument; null when the call does not have it.</summary>
    public ulong? CallSiteAttribute(LLVMAttributeIndex index, string name)
        => LLVM.GetCallSiteEnumAttribute(this, index, LLVMContextRef.AttributeKind(name)) is { Handle: not 0 } attribute ? LLVM.GetEnumAttributeValue(attribute)
        : null;

    public void AddCase(LLVMValueRef value, LLVMBasicBlockRef destination) => LLVM.AddCase(this, value, destination);

    /// <summary>Returns the block that a phi's operand comes from.</summary>
    public LLVMBasicBlockRef GetIncomingBlock(uint index) => LLVM.GetIncomingBlock(this, index);

    public void AddIncoming(ReadOnlySpan<LLVMValueRef> values, ReadOnlySpan<LLVMBasicBlockRef> blocks)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(blocks.Length, values.Length);
        LLVM.AddIncoming(this, values, blocks, (uint)values.Length);
    }

    public void InstructionEraseFromParent() => LLVM.InstructionEraseFromParent(this);
}
