using System.Runtime.InteropServices;

namespace Bpf.Compiler.Llvm;

/// <content>Constants, globals, functions, instructions.</content>
internal static unsafe partial class LLVM
{
    [LibraryImport(Library, EntryPoint = "LLVMTypeOf")]
    internal static partial LLVMTypeRef TypeOf(LLVMValueRef value);

    [LibraryImport(Library, EntryPoint = "LLVMGetValueName2")]
    internal static partial byte* GetValueName2(LLVMValueRef value, out nuint length);

    [LibraryImport(Library, EntryPoint = "LLVMSetValueName2")]
    internal static partial void SetValueName2(LLVMValueRef value, ReadOnlySpan<byte> name, nuint length);

    [LibraryImport(Library, EntryPoint = "LLVMPrintValueToString")]
    internal static partial byte* PrintValueToString(LLVMValueRef value);

    [LibraryImport(Library, EntryPoint = "LLVMReplaceAllUsesWith")]
    internal static partial void ReplaceAllUsesWith(LLVMValueRef oldValue, LLVMValueRef newValue);

    [LibraryImport(Library, EntryPoint = "LLVMConstInt")]
    internal static partial LLVMValueRef ConstInt(LLVMTypeRef type, ulong value, int signExtend);

    [LibraryImport(Library, EntryPoint = "LLVMConstIntGetZExtValue")]
    internal static partial ulong ConstIntGetZExtValue(LLVMValueRef value);

    [LibraryImport(Library, EntryPoint = "LLVMConstIntGetSExtValue")]
    internal static partial long ConstIntGetSExtValue(LLVMValueRef value);

    [LibraryImport(Library, EntryPoint = "LLVMIsAInstruction")]
    internal static partial LLVMValueRef IsAInstruction(LLVMValueRef value);

    [LibraryImport(Library, EntryPoint = "LLVMIsAFunction")]
    internal static partial LLVMValueRef IsAFunction(LLVMValueRef value);

    [LibraryImport(Library, EntryPoint = "LLVMIsAInlineAsm")]
    internal static partial LLVMValueRef IsAInlineAsm(LLVMValueRef value);

    [LibraryImport(Library, EntryPoint = "LLVMIsAGlobalVariable")]
    internal static partial LLVMValueRef IsAGlobalVariable(LLVMValueRef value);

    [LibraryImport(Library, EntryPoint = "LLVMGetFirstUse")]
    internal static partial LLVMUseRef GetFirstUse(LLVMValueRef value);

    [LibraryImport(Library, EntryPoint = "LLVMGetNextUse")]
    internal static partial LLVMUseRef GetNextUse(LLVMUseRef use);

    [LibraryImport(Library, EntryPoint = "LLVMGetUser")]
    internal static partial LLVMValueRef GetUser(LLVMUseRef use);

    [LibraryImport(Library, EntryPoint = "LLVMIsAConstantExpr")]
    internal static partial LLVMValueRef IsAConstantExpr(LLVMValueRef value);

    [LibraryImport(Library, EntryPoint = "LLVMIsAConstantInt")]
    internal static partial LLVMValueRef IsAConstantInt(LLVMValueRef value);

    [LibraryImport(Library, EntryPoint = "LLVMConstNull")]
    internal static partial LLVMValueRef ConstNull(LLVMTypeRef type);

    [LibraryImport(Library, EntryPoint = "LLVMGetUndef")]
    internal static partial LLVMValueRef GetUndef(LLVMTypeRef type);

    [LibraryImport(Library, EntryPoint = "LLVMGetPoison")]
    internal static partial LLVMValueRef GetPoison(LLVMTypeRef type);

    [LibraryImport(Library, EntryPoint = "LLVMIsConstant")]
    internal static partial int IsConstant(LLVMValueRef value);

    [LibraryImport(Library, EntryPoint = "LLVMIsNull")]
    internal static partial int IsNull(LLVMValueRef value);

    [LibraryImport(Library, EntryPoint = "LLVMConstIntToPtr")]
    internal static partial LLVMValueRef ConstIntToPtr(LLVMValueRef value, LLVMTypeRef type);

    [LibraryImport(Library, EntryPoint = "LLVMConstPtrToInt")]
    internal static partial LLVMValueRef ConstPtrToInt(LLVMValueRef value, LLVMTypeRef type);

    [LibraryImport(Library, EntryPoint = "LLVMConstBitCast")]
    internal static partial LLVMValueRef ConstBitCast(LLVMValueRef value, LLVMTypeRef type);

    [LibraryImport(Library, EntryPoint = "LLVMConstInBoundsGEP2")]
    internal static partial LLVMValueRef ConstInBoundsGEP2(LLVMTypeRef type, LLVMValueRef value, ReadOnlySpan<LLVMValueRef> indices,
        uint count);

    [LibraryImport(Library, EntryPoint = "LLVMConstStringInContext")]
    internal static partial LLVMValueRef ConstStringInContext(LLVMContextRef context, ReadOnlySpan<byte> text, uint length,
        int dontNullTerminate);

    [LibraryImport(Library, EntryPoint = "LLVMConstArray")]
    internal static partial LLVMValueRef ConstArray(LLVMTypeRef element, ReadOnlySpan<LLVMValueRef> values, uint count);

    [LibraryImport(Library, EntryPoint = "LLVMConstNamedStruct")]
    internal static partial LLVMValueRef ConstNamedStruct(LLVMTypeRef type, ReadOnlySpan<LLVMValueRef> values, uint count);

    [LibraryImport(Library, EntryPoint = "LLVMConstStructInContext")]
    internal static partial LLVMValueRef ConstStructInContext(LLVMContextRef context, ReadOnlySpan<LLVMValueRef> values, uint count,
        int packed);

    [LibraryImport(Library, EntryPoint = "LLVMAddGlobal", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial LLVMValueRef AddGlobal(LLVMModuleRef module, LLVMTypeRef type, string name);

    [LibraryImport(Library, EntryPoint = "LLVMGetNamedGlobal", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial LLVMValueRef GetNamedGlobal(LLVMModuleRef module, string name);

    [LibraryImport(Library, EntryPoint = "LLVMGetFirstGlobal")]
    internal static partial LLVMValueRef GetFirstGlobal(LLVMModuleRef module);

    [LibraryImport(Library, EntryPoint = "LLVMGetNextGlobal")]
    internal static partial LLVMValueRef GetNextGlobal(LLVMValueRef value);

    [LibraryImport(Library, EntryPoint = "LLVMDeleteGlobal")]
    internal static partial void DeleteGlobal(LLVMValueRef value);

    [LibraryImport(Library, EntryPoint = "LLVMGetInitializer")]
    internal static partial LLVMValueRef GetInitializer(LLVMValueRef value);

    [LibraryImport(Library, EntryPoint = "LLVMSetInitializer")]
    internal static partial void SetInitializer(LLVMValueRef value, LLVMValueRef initializer);

    [LibraryImport(Library, EntryPoint = "LLVMGetSection")]
    internal static partial byte* GetSection(LLVMValueRef value);

    [LibraryImport(Library, EntryPoint = "LLVMSetSection", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial void SetSection(LLVMValueRef value, string section);

    [LibraryImport(Library, EntryPoint = "LLVMGetAlignment")]
    internal static partial uint GetAlignment(LLVMValueRef value);

    [LibraryImport(Library, EntryPoint = "LLVMSetAlignment")]
    internal static partial void SetAlignment(LLVMValueRef value, uint bytes);

    [LibraryImport(Library, EntryPoint = "LLVMGetLinkage")]
    internal static partial LLVMLinkage GetLinkage(LLVMValueRef value);

    [LibraryImport(Library, EntryPoint = "LLVMSetLinkage")]
    internal static partial void SetLinkage(LLVMValueRef value, LLVMLinkage linkage);

    [LibraryImport(Library, EntryPoint = "LLVMGetVisibility")]
    internal static partial LLVMVisibility GetVisibility(LLVMValueRef value);

    [LibraryImport(Library, EntryPoint = "LLVMSetVisibility")]
    internal static partial void SetVisibility(LLVMValueRef value, LLVMVisibility visibility);

    [LibraryImport(Library, EntryPoint = "LLVMGetUnnamedAddress")]
    internal static partial LLVMUnnamedAddr GetUnnamedAddress(LLVMValueRef value);

    [LibraryImport(Library, EntryPoint = "LLVMSetUnnamedAddress")]
    internal static partial void SetUnnamedAddress(LLVMValueRef value, LLVMUnnamedAddr unnamed);

    [LibraryImport(Library, EntryPoint = "LLVMIsGlobalConstant")]
    internal static partial int IsGlobalConstant(LLVMValueRef value);

    [LibraryImport(Library, EntryPoint = "LLVMSetGlobalConstant")]
    internal static partial void SetGlobalConstant(LLVMValueRef value, int isConstant);

    [LibraryImport(Library, EntryPoint = "LLVMIsExternallyInitialized")]
    internal static partial int IsExternallyInitialized(LLVMValueRef value);

    [LibraryImport(Library, EntryPoint = "LLVMSetExternallyInitialized")]
    internal static partial void SetExternallyInitialized(LLVMValueRef value, int isExternallyInitialized);

    [LibraryImport(Library, EntryPoint = "LLVMIsDeclaration")]
    internal static partial int IsDeclaration(LLVMValueRef value);

    [LibraryImport(Library, EntryPoint = "LLVMGlobalGetValueType")]
    internal static partial LLVMTypeRef GlobalGetValueType(LLVMValueRef value);

    [LibraryImport(Library, EntryPoint = "LLVMGlobalSetMetadata")]
    internal static partial void GlobalSetMetadata(LLVMValueRef value, uint kind, LLVMMetadataRef metadata);

    [LibraryImport(Library, EntryPoint = "LLVMAddFunction", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial LLVMValueRef AddFunction(LLVMModuleRef module, string name, LLVMTypeRef type);

    [LibraryImport(Library, EntryPoint = "LLVMGetNamedFunction", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial LLVMValueRef GetNamedFunction(LLVMModuleRef module, string name);

    [LibraryImport(Library, EntryPoint = "LLVMGetFirstFunction")]
    internal static partial LLVMValueRef GetFirstFunction(LLVMModuleRef module);

    [LibraryImport(Library, EntryPoint = "LLVMGetNextFunction")]
    internal static partial LLVMValueRef GetNextFunction(LLVMValueRef function);

    [LibraryImport(Library, EntryPoint = "LLVMDeleteFunction")]
    internal static partial void DeleteFunction(LLVMValueRef function);

    [LibraryImport(Library, EntryPoint = "LLVMCountParams")]
    internal static partial uint CountParams(LLVMValueRef function);

    [LibraryImport(Library, EntryPoint = "LLVMGetParam")]
    internal static partial LLVMValueRef GetParam(LLVMValueRef function, uint index);

    [LibraryImport(Library, EntryPoint = "LLVMSetSubprogram")]
    internal static partial void SetSubprogram(LLVMValueRef function, LLVMMetadataRef subprogram);

    [LibraryImport(Library, EntryPoint = "LLVMGetSubprogram")]
    internal static partial LLVMMetadataRef GetSubprogram(LLVMValueRef function);

    [LibraryImport(Library, EntryPoint = "LLVMLookupIntrinsicID")]
    internal static partial uint LookupIntrinsicID(ReadOnlySpan<byte> name, nuint length);

    [LibraryImport(Library, EntryPoint = "LLVMGetIntrinsicDeclaration")]
    internal static partial LLVMValueRef GetIntrinsicDeclaration(LLVMModuleRef module, uint id, ReadOnlySpan<LLVMTypeRef> parameterTypes,
        nuint count);

    [LibraryImport(Library, EntryPoint = "LLVMGetInlineAsm")]
    internal static partial LLVMValueRef GetInlineAsm(LLVMTypeRef type, ReadOnlySpan<byte> text, nuint textLength,
        ReadOnlySpan<byte> constraints, nuint constraintsLength, int hasSideEffects, int isAlignStack, LLVMInlineAsmDialect dialect,
        int canThrow);
}
