
namespace Bpf.Compiler.Llvm;

/// <content>Global variables and functions.</content>
internal readonly unsafe partial record struct LLVMValueRef
{
    public LLVMValueRef Initializer
    {
        get => LLVM.GetInitializer(this);
        set => LLVM.SetInitializer(this, value);
    }

    public string Section
    {
        get => NativeText.Borrowed(LLVM.GetSection(this));
        set => LLVM.SetSection(this, value);
    }

    public LLVMLinkage Linkage
    {
        get => LLVM.GetLinkage(this);
        set => LLVM.SetLinkage(this, value);
    }

    public LLVMVisibility Visibility
    {
        get => LLVM.GetVisibility(this);
        set => LLVM.SetVisibility(this, value);
    }

    public LLVMUnnamedAddr UnnamedAddress
    {
        get => LLVM.GetUnnamedAddress(this);
        set => LLVM.SetUnnamedAddress(this, value);
    }

    public bool IsGlobalConstant
    {
        get => LLVM.IsGlobalConstant(this) != 0;
        set => LLVM.SetGlobalConstant(this, value ? 1 : 0);
    }

    /// <summary>Whether the loader may change the initial value, so that LLVM does not fold it.</summary>
    public bool IsExternallyInitialized
    {
        get => LLVM.IsExternallyInitialized(this) != 0;
        set => LLVM.SetExternallyInitialized(this, value ? 1 : 0);
    }

    public bool IsDeclaration => LLVM.IsDeclaration(this) != 0;

    /// <summary>Type of the global's memory.</summary>
    public LLVMTypeRef GlobalValueType => LLVM.GlobalGetValueType(this);

    public LLVMValueRef NextGlobal => LLVM.GetNextGlobal(this);

    public LLVMValueRef NextFunction => LLVM.GetNextFunction(this);

    public uint ParamsCount => LLVM.CountParams(this);

    public LLVMMetadataRef Subprogram
    {
        get => LLVM.GetSubprogram(this);
        set => LLVM.SetSubprogram(this, value);
    }

    public LLVMBasicBlockRef EntryBasicBlock => LLVM.GetEntryBasicBlock(this);

    public LLVMBasicBlockRef FirstBasicBlock => LLVM.GetFirstBasicBlock(this);

    public uint BasicBlocksCount => LLVM.CountBasicBlocks(this);

    public LLVMValueRef GetParam(uint index) => LLVM.GetParam(this, index);

    public LLVMBasicBlockRef AppendBasicBlock(string name) => GlobalValueType.Context.AppendBasicBlock(this, name);

    /// <summary>Returns the value of a string attribute of a function or call; null when it has none with that name.</summary>
    public string? StringAttribute(string key)
    {
        byte[] utf8 = NativeText.Utf8(key);
        LLVMAttributeRef attribute = IsInstruction
            ? LLVM.GetCallSiteStringAttribute(this, LLVMAttributeIndex.LLVMAttributeFunctionIndex, utf8, (uint)utf8.Length)
            : LLVM.GetStringAttributeAtIndex(this, LLVMAttributeIndex.LLVMAttributeFunctionIndex, utf8, (uint)utf8.Length);
        return attribute.Handle == 0 ? null : System.Text.Encoding.UTF8.GetString(LLVM.GetStringAttributeValue(attribute, out uint length), (int)length);
    }

    public void AddAttributeAtIndex(LLVMAttributeIndex index, LLVMAttributeRef attribute) => LLVM.AddAttributeAtIndex(this, index, attribute);

    public void GlobalSetMetadata(uint kind, LLVMMetadataRef metadata) => LLVM.GlobalSetMetadata(this, kind, metadata);

    public void DeleteGlobal() => LLVM.DeleteGlobal(this);

    public void DeleteFunction() => LLVM.DeleteFunction(this);
}
