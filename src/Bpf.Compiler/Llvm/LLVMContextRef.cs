
namespace Bpf.Compiler.Llvm;

/// <summary>Owns types and metadata; nothing can be shared between contexts.</summary>
internal readonly unsafe record struct LLVMContextRef(nint Handle) : IDisposable
{
    public static LLVMContextRef Create() => LLVM.ContextCreate();

    public LLVMTypeRef VoidType => LLVM.VoidTypeInContext(this);

    public LLVMTypeRef Int1Type => GetIntType(1);

    public LLVMTypeRef Int8Type => GetIntType(8);

    public LLVMTypeRef Int16Type => GetIntType(16);

    public LLVMTypeRef Int32Type => GetIntType(32);

    public LLVMTypeRef Int64Type => GetIntType(64);

    /// <summary>The opaque pointer.</summary>
    public LLVMTypeRef PointerType => GetPointerType(0);

    public LLVMTypeRef GetIntType(uint bits) => LLVM.IntTypeInContext(this, bits);

    public LLVMTypeRef GetPointerType(uint addressSpace) => LLVM.PointerTypeInContext(this, addressSpace);

    public LLVMTypeRef GetStructType(ReadOnlySpan<LLVMTypeRef> elements, bool packed)
        => LLVM.StructTypeInContext(this, elements, (uint)elements.Length, packed ? 1 : 0);

    public LLVMTypeRef CreateNamedStruct(string name) => LLVM.StructCreateNamed(this, name);

    public LLVMModuleRef CreateModuleWithName(string name) => LLVM.ModuleCreateWithNameInContext(name, this);

    public LLVMBuilderRef CreateBuilder() => LLVM.CreateBuilderInContext(this);

    public LLVMBasicBlockRef AppendBasicBlock(LLVMValueRef function, string name) => LLVM.AppendBasicBlockInContext(this, function, name);

    public LLVMBasicBlockRef InsertBasicBlock(LLVMBasicBlockRef before, string name) => LLVM.InsertBasicBlockInContext(this, before, name);

    public LLVMValueRef GetConstString(ReadOnlySpan<byte> text, bool dontNullTerminate)
        => LLVM.ConstStringInContext(this, text, (uint)text.Length, dontNullTerminate ? 1 : 0);

    public LLVMValueRef GetConstStruct(ReadOnlySpan<LLVMValueRef> values, bool packed)
        => LLVM.ConstStructInContext(this, values, (uint)values.Length, packed ? 1 : 0);

    public LLVMMetadataRef GetMDString(string text)
    {
        byte[] utf8 = NativeText.Utf8(text);
        return LLVM.MDStringInContext2(this, utf8, (nuint)utf8.Length);
    }

    public LLVMMetadataRef GetMDNode(ReadOnlySpan<LLVMMetadataRef> operands) => LLVM.MDNodeInContext2(this, operands, (nuint)operands.Length);

    public uint GetMDKindID(string name)
    {
        byte[] utf8 = NativeText.Utf8(name);
        return LLVM.GetMDKindIDInContext(this, utf8, (uint)utf8.Length);
    }

    public LLVMValueRef MetadataAsValue(LLVMMetadataRef metadata) => LLVM.MetadataAsValue(this, metadata);

    public LLVMAttributeRef CreateEnumAttribute(string name, ulong value = 0) => LLVM.CreateEnumAttribute(this, AttributeKind(name), value);

    public LLVMAttributeRef CreateTypeAttribute(string name, LLVMTypeRef type) => LLVM.CreateTypeAttribute(this, AttributeKind(name), type);

    public LLVMAttributeRef CreateStringAttribute(string key, string value = "")
    {
        byte[] keyUtf8 = NativeText.Utf8(key), valueUtf8 = NativeText.Utf8(value);
        return LLVM.CreateStringAttribute(this, keyUtf8, (uint)keyUtf8.Length, valueUtf8, (uint)valueUtf8.Length);
    }

    public LLVMMetadataRef CreateDebugLocation(uint line, uint column, LLVMMetadataRef scope, LLVMMetadataRef inlinedAt = default)
        => LLVM.DIBuilderCreateDebugLocation(this, line, column, scope, inlinedAt);

    /// <summary>Reads text IR or bitcode. LLVM takes ownership of the buffer.</summary>
    public LLVMModuleRef ParseIR(LLVMMemoryBufferRef buffer)
        => LLVM.ParseIRInContext(this, buffer, out LLVMModuleRef module, out byte* message) == 0
            ? module
            : throw new LlvmException($"cannot read the module: {NativeText.Taken(message)}");

    /// <summary>The handler receives a diagnostic info (see <see cref="LLVMDiagnosticInfoRef"/>) and <paramref name="state"/>.</summary>
    public void SetDiagnosticHandler(delegate* unmanaged[Cdecl]<nint, nint, void> handler, nint state)
        => LLVM.ContextSetDiagnosticHandler(this, handler, state);

    public void Dispose() => LLVM.ContextDispose(this);

    internal static uint AttributeKind(string name)
    {
        byte[] utf8 = NativeText.Utf8(name);
        uint kind = LLVM.GetEnumAttributeKindForName(utf8, (nuint)utf8.Length);
        return kind != 0 ? kind : throw new LlvmException($"this LLVM does not know the attribute '{name}'");
    }
}
