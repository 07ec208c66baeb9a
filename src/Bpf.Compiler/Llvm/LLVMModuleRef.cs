
namespace Bpf.Compiler.Llvm;

/// <summary>A translation unit.</summary>
internal readonly unsafe record struct LLVMModuleRef(nint Handle) : IDisposable
{
    public LLVMContextRef Context => LLVM.GetModuleContext(this);

    public string Target
    {
        get => NativeText.Borrowed(LLVM.GetTarget(this));
        set => LLVM.SetTarget(this, value);
    }

    public string DataLayout => NativeText.Borrowed(LLVM.GetDataLayoutStr(this));

    public LLVMValueRef FirstFunction => LLVM.GetFirstFunction(this);

    public LLVMValueRef FirstGlobal => LLVM.GetFirstGlobal(this);

    /// <summary>Must be set before the first instruction: the builder takes alignments from it.</summary>
    public void SetDataLayout(LLVMTargetDataRef layout) => LLVM.SetModuleDataLayout(this, layout);

    public void SetSourceFileName(string name)
    {
        byte[] utf8 = NativeText.Utf8(name);
        LLVM.SetSourceFileName(this, utf8, (nuint)utf8.Length);
    }

    public LLVMValueRef AddFunction(string name, LLVMTypeRef type) => LLVM.AddFunction(this, name, type);

    public LLVMValueRef GetNamedFunction(string name) => LLVM.GetNamedFunction(this, name);

    public LLVMValueRef AddGlobal(LLVMTypeRef type, string name) => LLVM.AddGlobal(this, type, name);

    public LLVMValueRef GetNamedGlobal(string name) => LLVM.GetNamedGlobal(this, name);

    public void AddModuleFlag(string key, LLVMModuleFlagBehavior behavior, uint value)
    {
        byte[] utf8 = NativeText.Utf8(key);
        LLVMValueRef constant = LLVMValueRef.CreateConstInt(Context.Int32Type, value);
        LLVM.AddModuleFlag(this, behavior, utf8, (nuint)utf8.Length, constant.AsMetadata());
    }

    public void AddNamedMetadataOperand(string name, LLVMValueRef value) => LLVM.AddNamedMetadataOperand(this, name, value);

    /// <summary>Returns the declaration of an intrinsic; <paramref name="overloads"/> are the types it is overloaded on.</summary>
    public LLVMValueRef GetIntrinsicDeclaration(string name, ReadOnlySpan<LLVMTypeRef> overloads)
    {
        byte[] utf8 = NativeText.Utf8(name);
        uint id = LLVM.LookupIntrinsicID(utf8, (nuint)utf8.Length);
        if (id == 0)
        {
            throw new LlvmException($"this LLVM does not know the intrinsic '{name}'");
        }

        return LLVM.GetIntrinsicDeclaration(this, id, overloads, (nuint)overloads.Length);
    }

    public LLVMDIBuilderRef CreateDIBuilder() => LLVM.CreateDIBuilder(this);

    public bool StripDebugInfo() => LLVM.StripModuleDebugInfo(this) != 0;

    public LLVMModuleRef CloneModule() => LLVM.CloneModule(this);

    public bool TryVerify(LLVMVerifierFailureAction action, out string message)
    {
        bool valid = LLVM.VerifyModule(this, action, out byte* text) == 0;
        message = NativeText.Taken(text);
        return valid;
    }

    /// <summary>Runs a pass pipeline. BPF's CO-RE passes run only as part of a <c>default&lt;O…&gt;</c> pipeline.</summary>
    public void RunPasses(string passes, LLVMTargetMachineRef machine, LLVMPassBuilderOptionsRef options)
    {
        nint error = LLVM.RunPasses(this, passes, machine, options);
        if (error == 0)
        {
            return;
        }

        byte* message = LLVM.GetErrorMessage(error);
        string text = NativeText.Borrowed(message);
        LLVM.DisposeErrorMessage(message);
        throw new LlvmException($"the pass pipeline '{passes}' failed: {text}");
    }

    public string PrintToString() => NativeText.Taken(LLVM.PrintModuleToString(this));

    public void Dispose() => LLVM.DisposeModule(this);
}
