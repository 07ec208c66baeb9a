using System.Runtime.InteropServices;

namespace Bpf.Compiler.Llvm;

/// <content>Types.</content>
internal static unsafe partial class LLVM
{
    [LibraryImport(Library, EntryPoint = "LLVMVoidTypeInContext")]
    internal static partial LLVMTypeRef VoidTypeInContext(LLVMContextRef context);

    [LibraryImport(Library, EntryPoint = "LLVMIntTypeInContext")]
    internal static partial LLVMTypeRef IntTypeInContext(LLVMContextRef context, uint bits);

    [LibraryImport(Library, EntryPoint = "LLVMPointerTypeInContext")]
    internal static partial LLVMTypeRef PointerTypeInContext(LLVMContextRef context, uint addressSpace);

    [LibraryImport(Library, EntryPoint = "LLVMArrayType")]
    internal static partial LLVMTypeRef ArrayType(LLVMTypeRef element, uint count);

    [LibraryImport(Library, EntryPoint = "LLVMFunctionType")]
    internal static partial LLVMTypeRef FunctionType(LLVMTypeRef returnType, ReadOnlySpan<LLVMTypeRef> parameters, uint count,
        int isVarArg);

    [LibraryImport(Library, EntryPoint = "LLVMStructCreateNamed", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial LLVMTypeRef StructCreateNamed(LLVMContextRef context, string name);

    [LibraryImport(Library, EntryPoint = "LLVMStructSetBody")]
    internal static partial void StructSetBody(LLVMTypeRef type, ReadOnlySpan<LLVMTypeRef> elements, uint count, int packed);

    [LibraryImport(Library, EntryPoint = "LLVMStructTypeInContext")]
    internal static partial LLVMTypeRef StructTypeInContext(LLVMContextRef context, ReadOnlySpan<LLVMTypeRef> elements, uint count,
        int packed);

    [LibraryImport(Library, EntryPoint = "LLVMGetTypeContext")]
    internal static partial LLVMContextRef GetTypeContext(LLVMTypeRef type);

    [LibraryImport(Library, EntryPoint = "LLVMGetTypeKind")]
    internal static partial LLVMTypeKind GetTypeKind(LLVMTypeRef type);

    [LibraryImport(Library, EntryPoint = "LLVMGetIntTypeWidth")]
    internal static partial uint GetIntTypeWidth(LLVMTypeRef type);

    [LibraryImport(Library, EntryPoint = "LLVMGetElementType")]
    internal static partial LLVMTypeRef GetElementType(LLVMTypeRef type);

    [LibraryImport(Library, EntryPoint = "LLVMGetArrayLength")]
    internal static partial uint GetArrayLength(LLVMTypeRef type);

    [LibraryImport(Library, EntryPoint = "LLVMGetReturnType")]
    internal static partial LLVMTypeRef GetReturnType(LLVMTypeRef type);

    [LibraryImport(Library, EntryPoint = "LLVMCountParamTypes")]
    internal static partial uint CountParamTypes(LLVMTypeRef type);

    [LibraryImport(Library, EntryPoint = "LLVMGetParamTypes")]
    internal static partial void GetParamTypes(LLVMTypeRef type, Span<LLVMTypeRef> parameters);

    [LibraryImport(Library, EntryPoint = "LLVMCountStructElementTypes")]
    internal static partial uint CountStructElementTypes(LLVMTypeRef type);

    [LibraryImport(Library, EntryPoint = "LLVMStructGetTypeAtIndex")]
    internal static partial LLVMTypeRef StructGetTypeAtIndex(LLVMTypeRef type, uint index);

    [LibraryImport(Library, EntryPoint = "LLVMGetStructName")]
    internal static partial byte* GetStructName(LLVMTypeRef type);

    [LibraryImport(Library, EntryPoint = "LLVMPrintTypeToString")]
    internal static partial byte* PrintTypeToString(LLVMTypeRef type);
}
