using System.Runtime.InteropServices;

namespace Bpf.Compiler.Llvm;

/// <content>Contexts, modules and diagnostics.</content>
internal static unsafe partial class LLVM
{
    [LibraryImport(Library, EntryPoint = "LLVMContextCreate")]
    internal static partial LLVMContextRef ContextCreate();

    [LibraryImport(Library, EntryPoint = "LLVMContextDispose")]
    internal static partial void ContextDispose(LLVMContextRef context);

    [LibraryImport(Library, EntryPoint = "LLVMContextSetDiagnosticHandler")]
    internal static partial void ContextSetDiagnosticHandler(LLVMContextRef context, delegate* unmanaged[Cdecl]<nint, nint, void> handler,
        nint state);

    [LibraryImport(Library, EntryPoint = "LLVMGetDiagInfoDescription")]
    internal static partial byte* GetDiagInfoDescription(nint diagnostic);

    [LibraryImport(Library, EntryPoint = "LLVMGetDiagInfoSeverity")]
    internal static partial LLVMDiagnosticSeverity GetDiagInfoSeverity(nint diagnostic);

    [LibraryImport(Library, EntryPoint = "LLVMDisposeMessage")]
    internal static partial void DisposeMessage(byte* message);

    [LibraryImport(Library, EntryPoint = "LLVMGetErrorMessage")]
    internal static partial byte* GetErrorMessage(nint error);

    [LibraryImport(Library, EntryPoint = "LLVMDisposeErrorMessage")]
    internal static partial void DisposeErrorMessage(byte* message);

    [LibraryImport(Library, EntryPoint = "LLVMModuleCreateWithNameInContext", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial LLVMModuleRef ModuleCreateWithNameInContext(string name, LLVMContextRef context);

    [LibraryImport(Library, EntryPoint = "LLVMDisposeModule")]
    internal static partial void DisposeModule(LLVMModuleRef module);

    [LibraryImport(Library, EntryPoint = "LLVMCloneModule")]
    internal static partial LLVMModuleRef CloneModule(LLVMModuleRef module);

    [LibraryImport(Library, EntryPoint = "LLVMGetModuleContext")]
    internal static partial LLVMContextRef GetModuleContext(LLVMModuleRef module);

    [LibraryImport(Library, EntryPoint = "LLVMSetSourceFileName")]
    internal static partial void SetSourceFileName(LLVMModuleRef module, ReadOnlySpan<byte> name, nuint length);

    [LibraryImport(Library, EntryPoint = "LLVMSetTarget", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial void SetTarget(LLVMModuleRef module, string triple);

    [LibraryImport(Library, EntryPoint = "LLVMGetTarget")]
    internal static partial byte* GetTarget(LLVMModuleRef module);

    [LibraryImport(Library, EntryPoint = "LLVMSetModuleDataLayout")]
    internal static partial void SetModuleDataLayout(LLVMModuleRef module, LLVMTargetDataRef layout);

    [LibraryImport(Library, EntryPoint = "LLVMGetDataLayoutStr")]
    internal static partial byte* GetDataLayoutStr(LLVMModuleRef module);

    [LibraryImport(Library, EntryPoint = "LLVMPrintModuleToString")]
    internal static partial byte* PrintModuleToString(LLVMModuleRef module);

    [LibraryImport(Library, EntryPoint = "LLVMVerifyModule")]
    internal static partial int VerifyModule(LLVMModuleRef module, LLVMVerifierFailureAction action, out byte* message);

    [LibraryImport(Library, EntryPoint = "LLVMAddModuleFlag")]
    internal static partial void AddModuleFlag(LLVMModuleRef module, LLVMModuleFlagBehavior behavior, ReadOnlySpan<byte> key,
        nuint length, LLVMMetadataRef value);

    [LibraryImport(Library, EntryPoint = "LLVMAddNamedMetadataOperand", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial void AddNamedMetadataOperand(LLVMModuleRef module, string name, LLVMValueRef value);

    [LibraryImport(Library, EntryPoint = "LLVMStripModuleDebugInfo")]
    internal static partial int StripModuleDebugInfo(LLVMModuleRef module);

    [LibraryImport(Library, EntryPoint = "LLVMParseIRInContext")]
    internal static partial int ParseIRInContext(LLVMContextRef context, LLVMMemoryBufferRef buffer, out LLVMModuleRef module,
        out byte* message);

    [LibraryImport(Library, EntryPoint = "LLVMCreateMemoryBufferWithMemoryRangeCopy", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial LLVMMemoryBufferRef CreateMemoryBufferWithMemoryRangeCopy(ReadOnlySpan<byte> data, nuint length, string name);

    [LibraryImport(Library, EntryPoint = "LLVMCreateMemoryBufferWithContentsOfFile", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int CreateMemoryBufferWithContentsOfFile(string path, out LLVMMemoryBufferRef buffer, out byte* message);

    [LibraryImport(Library, EntryPoint = "LLVMGetBufferStart")]
    internal static partial byte* GetBufferStart(LLVMMemoryBufferRef buffer);

    [LibraryImport(Library, EntryPoint = "LLVMGetBufferSize")]
    internal static partial nuint GetBufferSize(LLVMMemoryBufferRef buffer);

    [LibraryImport(Library, EntryPoint = "LLVMDisposeMemoryBuffer")]
    internal static partial void DisposeMemoryBuffer(LLVMMemoryBufferRef buffer);

    [LibraryImport(Library, EntryPoint = "LLVMGetMDKindIDInContext")]
    internal static partial uint GetMDKindIDInContext(LLVMContextRef context, ReadOnlySpan<byte> name, uint length);

    [LibraryImport(Library, EntryPoint = "LLVMMDStringInContext2")]
    internal static partial LLVMMetadataRef MDStringInContext2(LLVMContextRef context, ReadOnlySpan<byte> text, nuint length);

    [LibraryImport(Library, EntryPoint = "LLVMMDNodeInContext2")]
    internal static partial LLVMMetadataRef MDNodeInContext2(LLVMContextRef context, ReadOnlySpan<LLVMMetadataRef> operands, nuint count);

    [LibraryImport(Library, EntryPoint = "LLVMReplaceMDNodeOperandWith")]
    internal static partial void ReplaceMDNodeOperandWith(LLVMValueRef node, uint index, LLVMMetadataRef operand);

    [LibraryImport(Library, EntryPoint = "LLVMMetadataAsValue")]
    internal static partial LLVMValueRef MetadataAsValue(LLVMContextRef context, LLVMMetadataRef metadata);

    [LibraryImport(Library, EntryPoint = "LLVMValueAsMetadata")]
    internal static partial LLVMMetadataRef ValueAsMetadata(LLVMValueRef value);
}
