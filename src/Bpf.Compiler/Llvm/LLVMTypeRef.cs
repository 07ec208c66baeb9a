
namespace Bpf.Compiler.Llvm;

/// <summary>A type.</summary>
internal readonly unsafe record struct LLVMTypeRef(nint Handle)
{
    public LLVMContextRef Context => LLVM.GetTypeContext(this);

    public LLVMTypeKind Kind => LLVM.GetTypeKind(this);

    public uint IntWidth => LLVM.GetIntTypeWidth(this);

    /// <summary>Element type of an array.</summary>
    public LLVMTypeRef ElementType => LLVM.GetElementType(this);

    public uint ArrayLength => LLVM.GetArrayLength(this);

    public LLVMTypeRef ReturnType => LLVM.GetReturnType(this);

    public LLVMTypeRef[] ParamTypes
    {
        get
        {
            var types = new LLVMTypeRef[LLVM.CountParamTypes(this)];
            LLVM.GetParamTypes(this, types);
            return types;
        }
    }

    public uint StructElementTypesCount => LLVM.CountStructElementTypes(this);

    public string StructName => NativeText.Borrowed(LLVM.GetStructName(this));

    public static LLVMTypeRef CreateFunction(LLVMTypeRef returnType, ReadOnlySpan<LLVMTypeRef> parameters, bool isVarArg = false)
        => LLVM.FunctionType(returnType, parameters, (uint)parameters.Length, isVarArg ? 1 : 0);

    public static LLVMTypeRef CreateArray(LLVMTypeRef element, uint count) => LLVM.ArrayType(element, count);

    public void StructSetBody(ReadOnlySpan<LLVMTypeRef> elements, bool packed)
        => LLVM.StructSetBody(this, elements, (uint)elements.Length, packed ? 1 : 0);

    public LLVMTypeRef StructGetTypeAtIndex(uint index) => LLVM.StructGetTypeAtIndex(this, index);

    public override string ToString() => Handle == 0 ? "" : NativeText.Taken(LLVM.PrintTypeToString(this));
}
