using System.Runtime.InteropServices;

namespace Bpf.Compiler.Llvm;

/// <content>Debug information.</content>
internal static unsafe partial class LLVM
{
    [LibraryImport(Library, EntryPoint = "LLVMCreateDIBuilder")]
    internal static partial LLVMDIBuilderRef CreateDIBuilder(LLVMModuleRef module);

    [LibraryImport(Library, EntryPoint = "LLVMDisposeDIBuilder")]
    internal static partial void DisposeDIBuilder(LLVMDIBuilderRef builder);

    [LibraryImport(Library, EntryPoint = "LLVMDIBuilderFinalize")]
    internal static partial void DIBuilderFinalize(LLVMDIBuilderRef builder);

    [LibraryImport(Library, EntryPoint = "LLVMDIBuilderFinalizeSubprogram")]
    internal static partial void DIBuilderFinalizeSubprogram(LLVMDIBuilderRef builder, LLVMMetadataRef subprogram);

    [LibraryImport(Library, EntryPoint = "LLVMDIBuilderCreateFile")]
    internal static partial LLVMMetadataRef DIBuilderCreateFile(LLVMDIBuilderRef builder, ReadOnlySpan<byte> name, nuint nameLength,
        ReadOnlySpan<byte> directory, nuint directoryLength);

    [LibraryImport(Library, EntryPoint = "LLVMDIBuilderCreateCompileUnit")]
    internal static partial LLVMMetadataRef DIBuilderCreateCompileUnit(LLVMDIBuilderRef builder, LLVMDWARFSourceLanguage language,
        LLVMMetadataRef file, ReadOnlySpan<byte> producer, nuint producerLength, int isOptimized, ReadOnlySpan<byte> flags,
        nuint flagsLength, uint runtimeVersion, ReadOnlySpan<byte> splitName, nuint splitNameLength, LLVMDWARFEmissionKind kind,
        uint dwoId, int splitDebugInlining, int debugInfoForProfiling, ReadOnlySpan<byte> sysRoot, nuint sysRootLength,
        ReadOnlySpan<byte> sdk, nuint sdkLength);

    [LibraryImport(Library, EntryPoint = "LLVMDIBuilderCreateBasicType")]
    internal static partial LLVMMetadataRef DIBuilderCreateBasicType(LLVMDIBuilderRef builder, ReadOnlySpan<byte> name, nuint nameLength,
        ulong bits, uint encoding, LLVMDIFlags flags);

    [LibraryImport(Library, EntryPoint = "LLVMDIBuilderCreatePointerType")]
    internal static partial LLVMMetadataRef DIBuilderCreatePointerType(LLVMDIBuilderRef builder, LLVMMetadataRef pointee, ulong bits,
        uint alignBits, uint addressSpace, ReadOnlySpan<byte> name, nuint nameLength);

    [LibraryImport(Library, EntryPoint = "LLVMDIBuilderCreateQualifiedType")]
    internal static partial LLVMMetadataRef DIBuilderCreateQualifiedType(LLVMDIBuilderRef builder, uint tag, LLVMMetadataRef type);

    [LibraryImport(Library, EntryPoint = "LLVMDIBuilderCreateArrayType")]
    internal static partial LLVMMetadataRef DIBuilderCreateArrayType(LLVMDIBuilderRef builder, ulong bits, uint alignBits,
        LLVMMetadataRef element, ReadOnlySpan<LLVMMetadataRef> subscripts, uint subscriptCount);

    [LibraryImport(Library, EntryPoint = "LLVMDIBuilderGetOrCreateSubrange")]
    internal static partial LLVMMetadataRef DIBuilderGetOrCreateSubrange(LLVMDIBuilderRef builder, long lowerBound, long count);

    [LibraryImport(Library, EntryPoint = "LLVMDIBuilderCreateStructType")]
    internal static partial LLVMMetadataRef DIBuilderCreateStructType(LLVMDIBuilderRef builder, LLVMMetadataRef scope,
        ReadOnlySpan<byte> name, nuint nameLength, LLVMMetadataRef file, uint line, ulong bits, uint alignBits, LLVMDIFlags flags,
        LLVMMetadataRef derivedFrom, ReadOnlySpan<LLVMMetadataRef> elements, uint elementCount, uint runtimeLanguage,
        LLVMMetadataRef vtableHolder, ReadOnlySpan<byte> uniqueId, nuint uniqueIdLength);

    [LibraryImport(Library, EntryPoint = "LLVMDIBuilderCreateUnionType")]
    internal static partial LLVMMetadataRef DIBuilderCreateUnionType(LLVMDIBuilderRef builder, LLVMMetadataRef scope,
        ReadOnlySpan<byte> name, nuint nameLength, LLVMMetadataRef file, uint line, ulong bits, uint alignBits, LLVMDIFlags flags,
        ReadOnlySpan<LLVMMetadataRef> elements, uint elementCount, uint runtimeLanguage, ReadOnlySpan<byte> uniqueId,
        nuint uniqueIdLength);

    [LibraryImport(Library, EntryPoint = "LLVMDIBuilderCreateMemberType")]
    internal static partial LLVMMetadataRef DIBuilderCreateMemberType(LLVMDIBuilderRef builder, LLVMMetadataRef scope,
        ReadOnlySpan<byte> name, nuint nameLength, LLVMMetadataRef file, uint line, ulong bits, uint alignBits, ulong offsetBits,
        LLVMDIFlags flags, LLVMMetadataRef type);

    [LibraryImport(Library, EntryPoint = "LLVMDIBuilderCreateBitFieldMemberType")]
    internal static partial LLVMMetadataRef DIBuilderCreateBitFieldMemberType(LLVMDIBuilderRef builder, LLVMMetadataRef scope,
        ReadOnlySpan<byte> name, nuint nameLength, LLVMMetadataRef file, uint line, ulong bits, ulong offsetBits, ulong storageOffsetBits,
        LLVMDIFlags flags, LLVMMetadataRef type);

    [LibraryImport(Library, EntryPoint = "LLVMDIBuilderCreateReplaceableCompositeType")]
    internal static partial LLVMMetadataRef DIBuilderCreateReplaceableCompositeType(LLVMDIBuilderRef builder, uint tag,
        ReadOnlySpan<byte> name, nuint nameLength, LLVMMetadataRef scope, LLVMMetadataRef file, uint line, uint runtimeLanguage,
        ulong bits, uint alignBits, LLVMDIFlags flags, ReadOnlySpan<byte> uniqueId, nuint uniqueIdLength);

    [LibraryImport(Library, EntryPoint = "LLVMDIBuilderCreateForwardDecl")]
    internal static partial LLVMMetadataRef DIBuilderCreateForwardDecl(LLVMDIBuilderRef builder, uint tag, ReadOnlySpan<byte> name,
        nuint nameLength, LLVMMetadataRef scope, LLVMMetadataRef file, uint line, uint runtimeLanguage, ulong bits, uint alignBits,
        ReadOnlySpan<byte> uniqueId, nuint uniqueIdLength);

    [LibraryImport(Library, EntryPoint = "LLVMMetadataReplaceAllUsesWith")]
    internal static partial void MetadataReplaceAllUsesWith(LLVMMetadataRef temporary, LLVMMetadataRef replacement);

    [LibraryImport(Library, EntryPoint = "LLVMDIBuilderCreateTypedef")]
    internal static partial LLVMMetadataRef DIBuilderCreateTypedef(LLVMDIBuilderRef builder, LLVMMetadataRef type,
        ReadOnlySpan<byte> name, nuint nameLength, LLVMMetadataRef file, uint line, LLVMMetadataRef scope, uint alignBits);

    [LibraryImport(Library, EntryPoint = "LLVMDIBuilderCreateEnumerator")]
    internal static partial LLVMMetadataRef DIBuilderCreateEnumerator(LLVMDIBuilderRef builder, ReadOnlySpan<byte> name, nuint nameLength,
        long value, int isUnsigned);

    [LibraryImport(Library, EntryPoint = "LLVMDIBuilderCreateEnumerationType")]
    internal static partial LLVMMetadataRef DIBuilderCreateEnumerationType(LLVMDIBuilderRef builder, LLVMMetadataRef scope,
        ReadOnlySpan<byte> name, nuint nameLength, LLVMMetadataRef file, uint line, ulong bits, uint alignBits,
        ReadOnlySpan<LLVMMetadataRef> elements, uint elementCount, LLVMMetadataRef underlyingType);

    [LibraryImport(Library, EntryPoint = "LLVMDIBuilderCreateSubroutineType")]
    internal static partial LLVMMetadataRef DIBuilderCreateSubroutineType(LLVMDIBuilderRef builder, LLVMMetadataRef file,
        ReadOnlySpan<LLVMMetadataRef> parameters, uint count, LLVMDIFlags flags);

    [LibraryImport(Library, EntryPoint = "LLVMDIBuilderCreateFunction")]
    internal static partial LLVMMetadataRef DIBuilderCreateFunction(LLVMDIBuilderRef builder, LLVMMetadataRef scope,
        ReadOnlySpan<byte> name, nuint nameLength, ReadOnlySpan<byte> linkageName, nuint linkageNameLength, LLVMMetadataRef file,
        uint line, LLVMMetadataRef type, int isLocalToUnit, int isDefinition, uint scopeLine, LLVMDIFlags flags, int isOptimized);

    [LibraryImport(Library, EntryPoint = "LLVMDIBuilderCreateLexicalBlock")]
    internal static partial LLVMMetadataRef DIBuilderCreateLexicalBlock(LLVMDIBuilderRef builder, LLVMMetadataRef scope,
        LLVMMetadataRef file, uint line, uint column);

    [LibraryImport(Library, EntryPoint = "LLVMDIBuilderCreateGlobalVariableExpression")]
    internal static partial LLVMMetadataRef DIBuilderCreateGlobalVariableExpression(LLVMDIBuilderRef builder, LLVMMetadataRef scope,
        ReadOnlySpan<byte> name, nuint nameLength, ReadOnlySpan<byte> linkageName, nuint linkageNameLength, LLVMMetadataRef file,
        uint line, LLVMMetadataRef type, int isLocalToUnit, LLVMMetadataRef expression, LLVMMetadataRef declaration, uint alignBits);

    [LibraryImport(Library, EntryPoint = "LLVMDIBuilderCreateTempGlobalVariableFwdDecl")]
    internal static partial LLVMMetadataRef DIBuilderCreateTempGlobalVariableFwdDecl(LLVMDIBuilderRef builder, LLVMMetadataRef scope,
        ReadOnlySpan<byte> name, nuint nameLength, ReadOnlySpan<byte> linkageName, nuint linkageNameLength, LLVMMetadataRef file,
        uint line, LLVMMetadataRef type, int isLocalToUnit, LLVMMetadataRef declaration, uint alignBits);

    [LibraryImport(Library, EntryPoint = "LLVMDIBuilderCreateExpression")]
    internal static partial LLVMMetadataRef DIBuilderCreateExpression(LLVMDIBuilderRef builder, ReadOnlySpan<ulong> operations,
        nuint count);

    [LibraryImport(Library, EntryPoint = "LLVMDIBuilderCreateParameterVariable")]
    internal static partial LLVMMetadataRef DIBuilderCreateParameterVariable(LLVMDIBuilderRef builder, LLVMMetadataRef scope,
        ReadOnlySpan<byte> name, nuint nameLength, uint argumentNumber, LLVMMetadataRef file, uint line, LLVMMetadataRef type,
        int alwaysPreserve, LLVMDIFlags flags);

    [LibraryImport(Library, EntryPoint = "LLVMDIBuilderCreateAutoVariable")]
    internal static partial LLVMMetadataRef DIBuilderCreateAutoVariable(LLVMDIBuilderRef builder, LLVMMetadataRef scope,
        ReadOnlySpan<byte> name, nuint nameLength, LLVMMetadataRef file, uint line, LLVMMetadataRef type, int alwaysPreserve,
        LLVMDIFlags flags, uint alignBits);

    [LibraryImport(Library, EntryPoint = "LLVMDIBuilderCreateDebugLocation")]
    internal static partial LLVMMetadataRef DIBuilderCreateDebugLocation(LLVMContextRef context, uint line, uint column,
        LLVMMetadataRef scope, LLVMMetadataRef inlinedAt);
}
