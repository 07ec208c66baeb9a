using System.Runtime.InteropServices;

namespace Bpf.Compiler.Llvm;

/// <content>Basic blocks and existing instructions.</content>
internal static unsafe partial class LLVM
{
    [LibraryImport(Library, EntryPoint = "LLVMAppendBasicBlockInContext", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial LLVMBasicBlockRef AppendBasicBlockInContext(LLVMContextRef context, LLVMValueRef function, string name);

    [LibraryImport(Library, EntryPoint = "LLVMInsertBasicBlockInContext", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial LLVMBasicBlockRef InsertBasicBlockInContext(LLVMContextRef context, LLVMBasicBlockRef before, string name);

    [LibraryImport(Library, EntryPoint = "LLVMGetFirstBasicBlock")]
    internal static partial LLVMBasicBlockRef GetFirstBasicBlock(LLVMValueRef function);

    [LibraryImport(Library, EntryPoint = "LLVMGetNextBasicBlock")]
    internal static partial LLVMBasicBlockRef GetNextBasicBlock(LLVMBasicBlockRef block);

    [LibraryImport(Library, EntryPoint = "LLVMGetEntryBasicBlock")]
    internal static partial LLVMBasicBlockRef GetEntryBasicBlock(LLVMValueRef function);

    [LibraryImport(Library, EntryPoint = "LLVMCountBasicBlocks")]
    internal static partial uint CountBasicBlocks(LLVMValueRef function);

    [LibraryImport(Library, EntryPoint = "LLVMGetBasicBlockParent")]
    internal static partial LLVMValueRef GetBasicBlockParent(LLVMBasicBlockRef block);

    [LibraryImport(Library, EntryPoint = "LLVMGetBasicBlockTerminator")]
    internal static partial LLVMValueRef GetBasicBlockTerminator(LLVMBasicBlockRef block);

    [LibraryImport(Library, EntryPoint = "LLVMDeleteBasicBlock")]
    internal static partial void DeleteBasicBlock(LLVMBasicBlockRef block);

    [LibraryImport(Library, EntryPoint = "LLVMMoveBasicBlockAfter")]
    internal static partial void MoveBasicBlockAfter(LLVMBasicBlockRef block, LLVMBasicBlockRef position);

    [LibraryImport(Library, EntryPoint = "LLVMMoveBasicBlockBefore")]
    internal static partial void MoveBasicBlockBefore(LLVMBasicBlockRef block, LLVMBasicBlockRef position);

    [LibraryImport(Library, EntryPoint = "LLVMGetFirstInstruction")]
    internal static partial LLVMValueRef GetFirstInstruction(LLVMBasicBlockRef block);

    [LibraryImport(Library, EntryPoint = "LLVMGetNextInstruction")]
    internal static partial LLVMValueRef GetNextInstruction(LLVMValueRef instruction);

    [LibraryImport(Library, EntryPoint = "LLVMGetInstructionParent")]
    internal static partial LLVMBasicBlockRef GetInstructionParent(LLVMValueRef instruction);

    [LibraryImport(Library, EntryPoint = "LLVMGetInstructionOpcode")]
    internal static partial LLVMOpcode GetInstructionOpcode(LLVMValueRef instruction);

    [LibraryImport(Library, EntryPoint = "LLVMGetConstOpcode")]
    internal static partial LLVMOpcode GetConstOpcode(LLVMValueRef expression);

    [LibraryImport(Library, EntryPoint = "LLVMGetDebugLocLine")]
    internal static partial uint GetDebugLocLine(LLVMValueRef instruction);

    [LibraryImport(Library, EntryPoint = "LLVMGetDebugLocColumn")]
    internal static partial uint GetDebugLocColumn(LLVMValueRef instruction);

    [LibraryImport(Library, EntryPoint = "LLVMGetDebugLocFilename")]
    internal static partial byte* GetDebugLocFilename(LLVMValueRef instruction, out uint length);

    [LibraryImport(Library, EntryPoint = "LLVMInstructionEraseFromParent")]
    internal static partial void InstructionEraseFromParent(LLVMValueRef instruction);

    [LibraryImport(Library, EntryPoint = "LLVMGetNumOperands")]
    internal static partial int GetNumOperands(LLVMValueRef value);

    [LibraryImport(Library, EntryPoint = "LLVMGetOperand")]
    internal static partial LLVMValueRef GetOperand(LLVMValueRef value, uint index);

    [LibraryImport(Library, EntryPoint = "LLVMSetOperand")]
    internal static partial void SetOperand(LLVMValueRef value, uint index, LLVMValueRef operand);

    [LibraryImport(Library, EntryPoint = "LLVMGetAllocatedType")]
    internal static partial LLVMTypeRef GetAllocatedType(LLVMValueRef value);

    [LibraryImport(Library, EntryPoint = "LLVMGetGEPSourceElementType")]
    internal static partial LLVMTypeRef GetGEPSourceElementType(LLVMValueRef value);

    [LibraryImport(Library, EntryPoint = "LLVMGetIncomingBlock")]
    internal static partial LLVMBasicBlockRef GetIncomingBlock(LLVMValueRef phi, uint index);

    [LibraryImport(Library, EntryPoint = "LLVMGetNumSuccessors")]
    internal static partial uint GetNumSuccessors(LLVMValueRef terminator);

    [LibraryImport(Library, EntryPoint = "LLVMGetSuccessor")]
    internal static partial LLVMBasicBlockRef GetSuccessor(LLVMValueRef terminator, uint index);

    [LibraryImport(Library, EntryPoint = "LLVMGetCalledValue")]
    internal static partial LLVMValueRef GetCalledValue(LLVMValueRef call);

    [LibraryImport(Library, EntryPoint = "LLVMGetICmpPredicate")]
    internal static partial LLVMIntPredicate GetICmpPredicate(LLVMValueRef comparison);

    [LibraryImport(Library, EntryPoint = "LLVMGetVolatile")]
    internal static partial int GetVolatile(LLVMValueRef instruction);

    [LibraryImport(Library, EntryPoint = "LLVMSetVolatile")]
    internal static partial void SetVolatile(LLVMValueRef instruction, int isVolatile);

    [LibraryImport(Library, EntryPoint = "LLVMSetOrdering")]
    internal static partial void SetOrdering(LLVMValueRef instruction, LLVMAtomicOrdering ordering);

    [LibraryImport(Library, EntryPoint = "LLVMSetTailCall")]
    internal static partial void SetTailCall(LLVMValueRef call, int isTailCall);

    [LibraryImport(Library, EntryPoint = "LLVMSetMetadata")]
    internal static partial void SetMetadata(LLVMValueRef instruction, uint kind, LLVMValueRef metadata);

    [LibraryImport(Library, EntryPoint = "LLVMAddCase")]
    internal static partial void AddCase(LLVMValueRef switchInstruction, LLVMValueRef value, LLVMBasicBlockRef destination);

    [LibraryImport(Library, EntryPoint = "LLVMAddIncoming")]
    internal static partial void AddIncoming(LLVMValueRef phi, ReadOnlySpan<LLVMValueRef> values, ReadOnlySpan<LLVMBasicBlockRef> blocks,
        uint count);

    [LibraryImport(Library, EntryPoint = "LLVMGetEnumAttributeKindForName")]
    internal static partial uint GetEnumAttributeKindForName(ReadOnlySpan<byte> name, nuint length);

    [LibraryImport(Library, EntryPoint = "LLVMCreateEnumAttribute")]
    internal static partial LLVMAttributeRef CreateEnumAttribute(LLVMContextRef context, uint kind, ulong value);

    [LibraryImport(Library, EntryPoint = "LLVMCreateTypeAttribute")]
    internal static partial LLVMAttributeRef CreateTypeAttribute(LLVMContextRef context, uint kind, LLVMTypeRef type);

    [LibraryImport(Library, EntryPoint = "LLVMCreateStringAttribute")]
    internal static partial LLVMAttributeRef CreateStringAttribute(LLVMContextRef context, ReadOnlySpan<byte> key, uint keyLength,
        ReadOnlySpan<byte> value, uint valueLength);

    [LibraryImport(Library, EntryPoint = "LLVMGetStringAttributeAtIndex")]
    internal static partial LLVMAttributeRef GetStringAttributeAtIndex(LLVMValueRef function, LLVMAttributeIndex index, ReadOnlySpan<byte> key, uint keyLength);

    [LibraryImport(Library, EntryPoint = "LLVMGetCallSiteStringAttribute")]
    internal static partial LLVMAttributeRef GetCallSiteStringAttribute(LLVMValueRef call, LLVMAttributeIndex index, ReadOnlySpan<byte> key, uint keyLength);

    [LibraryImport(Library, EntryPoint = "LLVMGetStringAttributeValue")]
    internal static partial byte* GetStringAttributeValue(LLVMAttributeRef attribute, out uint length);

    [LibraryImport(Library, EntryPoint = "LLVMAddAttributeAtIndex")]
    internal static partial void AddAttributeAtIndex(LLVMValueRef function, LLVMAttributeIndex index, LLVMAttributeRef attribute);

    [LibraryImport(Library, EntryPoint = "LLVMGetAtomicRMWBinOp")]
    internal static partial LLVMAtomicRMWBinOp GetAtomicRMWBinOp(LLVMValueRef instruction);

    [LibraryImport(Library, EntryPoint = "LLVMGetCallSiteEnumAttribute")]
    internal static partial LLVMAttributeRef GetCallSiteEnumAttribute(LLVMValueRef call, LLVMAttributeIndex index, uint kind);

    [LibraryImport(Library, EntryPoint = "LLVMGetEnumAttributeValue")]
    internal static partial ulong GetEnumAttributeValue(LLVMAttributeRef attribute);

    [LibraryImport(Library, EntryPoint = "LLVMAddCallSiteAttribute")]
    internal static partial void AddCallSiteAttribute(LLVMValueRef call, LLVMAttributeIndex index, LLVMAttributeRef attribute);
}
