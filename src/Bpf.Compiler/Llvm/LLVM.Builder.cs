using System.Runtime.InteropServices;

namespace Bpf.Compiler.Llvm;

/// <content>The instruction builder.</content>
internal static unsafe partial class LLVM
{
    [LibraryImport(Library, EntryPoint = "LLVMCreateBuilderInContext")]
    internal static partial LLVMBuilderRef CreateBuilderInContext(LLVMContextRef context);

    [LibraryImport(Library, EntryPoint = "LLVMDisposeBuilder")]
    internal static partial void DisposeBuilder(LLVMBuilderRef builder);

    [LibraryImport(Library, EntryPoint = "LLVMPositionBuilderAtEnd")]
    internal static partial void PositionBuilderAtEnd(LLVMBuilderRef builder, LLVMBasicBlockRef block);

    [LibraryImport(Library, EntryPoint = "LLVMPositionBuilderBefore")]
    internal static partial void PositionBuilderBefore(LLVMBuilderRef builder, LLVMValueRef instruction);

    [LibraryImport(Library, EntryPoint = "LLVMPositionBuilder")]
    internal static partial void PositionBuilder(LLVMBuilderRef builder, LLVMBasicBlockRef block, LLVMValueRef instruction);

    [LibraryImport(Library, EntryPoint = "LLVMGetInsertBlock")]
    internal static partial LLVMBasicBlockRef GetInsertBlock(LLVMBuilderRef builder);

    [LibraryImport(Library, EntryPoint = "LLVMSetCurrentDebugLocation2")]
    internal static partial void SetCurrentDebugLocation2(LLVMBuilderRef builder, LLVMMetadataRef location);

    [LibraryImport(Library, EntryPoint = "LLVMGetCurrentDebugLocation2")]
    internal static partial LLVMMetadataRef GetCurrentDebugLocation2(LLVMBuilderRef builder);

    [LibraryImport(Library, EntryPoint = "LLVMBuildRetVoid")]
    internal static partial LLVMValueRef BuildRetVoid(LLVMBuilderRef builder);

    [LibraryImport(Library, EntryPoint = "LLVMBuildRet")]
    internal static partial LLVMValueRef BuildRet(LLVMBuilderRef builder, LLVMValueRef value);

    [LibraryImport(Library, EntryPoint = "LLVMBuildBr")]
    internal static partial LLVMValueRef BuildBr(LLVMBuilderRef builder, LLVMBasicBlockRef destination);

    [LibraryImport(Library, EntryPoint = "LLVMBuildCondBr")]
    internal static partial LLVMValueRef BuildCondBr(LLVMBuilderRef builder, LLVMValueRef condition, LLVMBasicBlockRef then,
        LLVMBasicBlockRef otherwise);

    [LibraryImport(Library, EntryPoint = "LLVMBuildSwitch")]
    internal static partial LLVMValueRef BuildSwitch(LLVMBuilderRef builder, LLVMValueRef value, LLVMBasicBlockRef otherwise, uint cases);

    [LibraryImport(Library, EntryPoint = "LLVMBuildUnreachable")]
    internal static partial LLVMValueRef BuildUnreachable(LLVMBuilderRef builder);

    [LibraryImport(Library, EntryPoint = "LLVMBuildAlloca", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial LLVMValueRef BuildAlloca(LLVMBuilderRef builder, LLVMTypeRef type, string name);

    [LibraryImport(Library, EntryPoint = "LLVMBuildArrayAlloca", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial LLVMValueRef BuildArrayAlloca(LLVMBuilderRef builder, LLVMTypeRef type, LLVMValueRef count, string name);

    [LibraryImport(Library, EntryPoint = "LLVMBuildLoad2", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial LLVMValueRef BuildLoad2(LLVMBuilderRef builder, LLVMTypeRef type, LLVMValueRef pointer, string name);

    [LibraryImport(Library, EntryPoint = "LLVMBuildStore")]
    internal static partial LLVMValueRef BuildStore(LLVMBuilderRef builder, LLVMValueRef value, LLVMValueRef pointer);

    [LibraryImport(Library, EntryPoint = "LLVMBuildStructGEP2", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial LLVMValueRef BuildStructGEP2(LLVMBuilderRef builder, LLVMTypeRef type, LLVMValueRef pointer, uint index,
        string name);

    [LibraryImport(Library, EntryPoint = "LLVMBuildGEP2", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial LLVMValueRef BuildGEP2(LLVMBuilderRef builder, LLVMTypeRef type, LLVMValueRef pointer,
        ReadOnlySpan<LLVMValueRef> indices, uint count, string name);

    [LibraryImport(Library, EntryPoint = "LLVMBuildInBoundsGEP2", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial LLVMValueRef BuildInBoundsGEP2(LLVMBuilderRef builder, LLVMTypeRef type, LLVMValueRef pointer,
        ReadOnlySpan<LLVMValueRef> indices, uint count, string name);

    [LibraryImport(Library, EntryPoint = "LLVMBuildBinOp", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial LLVMValueRef BuildBinOp(LLVMBuilderRef builder, LLVMOpcode opcode, LLVMValueRef left, LLVMValueRef right,
        string name);

    [LibraryImport(Library, EntryPoint = "LLVMBuildICmp", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial LLVMValueRef BuildICmp(LLVMBuilderRef builder, LLVMIntPredicate predicate, LLVMValueRef left,
        LLVMValueRef right, string name);

    [LibraryImport(Library, EntryPoint = "LLVMBuildCast", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial LLVMValueRef BuildCast(LLVMBuilderRef builder, LLVMOpcode opcode, LLVMValueRef value, LLVMTypeRef type,
        string name);

    [LibraryImport(Library, EntryPoint = "LLVMBuildIntCast2", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial LLVMValueRef BuildIntCast2(LLVMBuilderRef builder, LLVMValueRef value, LLVMTypeRef type, int isSigned,
        string name);

    [LibraryImport(Library, EntryPoint = "LLVMBuildSelect", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial LLVMValueRef BuildSelect(LLVMBuilderRef builder, LLVMValueRef condition, LLVMValueRef then,
        LLVMValueRef otherwise, string name);

    [LibraryImport(Library, EntryPoint = "LLVMBuildPhi", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial LLVMValueRef BuildPhi(LLVMBuilderRef builder, LLVMTypeRef type, string name);

    [LibraryImport(Library, EntryPoint = "LLVMBuildFreeze", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial LLVMValueRef BuildFreeze(LLVMBuilderRef builder, LLVMValueRef value, string name);

    [LibraryImport(Library, EntryPoint = "LLVMBuildExtractValue", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial LLVMValueRef BuildExtractValue(LLVMBuilderRef builder, LLVMValueRef aggregate, uint index, string name);

    [LibraryImport(Library, EntryPoint = "LLVMBuildInsertValue", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial LLVMValueRef BuildInsertValue(LLVMBuilderRef builder, LLVMValueRef aggregate, LLVMValueRef element,
        uint index, string name);

    [LibraryImport(Library, EntryPoint = "LLVMBuildCall2", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial LLVMValueRef BuildCall2(LLVMBuilderRef builder, LLVMTypeRef type, LLVMValueRef function,
        ReadOnlySpan<LLVMValueRef> arguments, uint count, string name);

    [LibraryImport(Library, EntryPoint = "LLVMBuildAtomicRMW")]
    internal static partial LLVMValueRef BuildAtomicRMW(LLVMBuilderRef builder, LLVMAtomicRMWBinOp operation, LLVMValueRef pointer,
        LLVMValueRef value, LLVMAtomicOrdering ordering, int singleThread);

    [LibraryImport(Library, EntryPoint = "LLVMBuildAtomicCmpXchg")]
    internal static partial LLVMValueRef BuildAtomicCmpXchg(LLVMBuilderRef builder, LLVMValueRef pointer, LLVMValueRef comparand,
        LLVMValueRef value, LLVMAtomicOrdering success, LLVMAtomicOrdering failure, int singleThread);

    [LibraryImport(Library, EntryPoint = "LLVMBuildFence", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial LLVMValueRef BuildFence(LLVMBuilderRef builder, LLVMAtomicOrdering ordering, int singleThread, string name);

    [LibraryImport(Library, EntryPoint = "LLVMBuildMemCpy")]
    internal static partial LLVMValueRef BuildMemCpy(LLVMBuilderRef builder, LLVMValueRef destination, uint destinationAlignment,
        LLVMValueRef source, uint sourceAlignment, LLVMValueRef size);

    [LibraryImport(Library, EntryPoint = "LLVMBuildMemMove")]
    internal static partial LLVMValueRef BuildMemMove(LLVMBuilderRef builder, LLVMValueRef destination, uint destinationAlignment,
        LLVMValueRef source, uint sourceAlignment, LLVMValueRef size);

    [LibraryImport(Library, EntryPoint = "LLVMBuildMemSet")]
    internal static partial LLVMValueRef BuildMemSet(LLVMBuilderRef builder, LLVMValueRef destination, LLVMValueRef value,
        LLVMValueRef size, uint alignment);

    [LibraryImport(Library, EntryPoint = "LLVMBuildPtrDiff2", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial LLVMValueRef BuildPtrDiff2(LLVMBuilderRef builder, LLVMTypeRef element, LLVMValueRef left, LLVMValueRef right,
        string name);
}
