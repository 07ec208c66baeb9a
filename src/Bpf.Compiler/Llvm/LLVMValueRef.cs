
namespace Bpf.Compiler.Llvm;

/// <summary>A value: constant, global, function, parameter or instruction.</summary>
internal readonly unsafe partial record struct LLVMValueRef(nint Handle)
{
    public LLVMTypeRef TypeOf => LLVM.TypeOf(this);

    public string Name
    {
        get => NativeText.Borrowed(LLVM.GetValueName2(this, out _));
        set
        {
            byte[] utf8 = NativeText.Utf8(value);
            LLVM.SetValueName2(this, utf8, (nuint)utf8.Length);
        }
    }

    /// <summary>Replaces an operand of a metadata node (LLVM 16).</summary>
    public void ReplaceOperand(uint index, LLVMMetadataRef operand) => LLVM.ReplaceMDNodeOperandWith(this, index, operand);

    public bool IsConstant => LLVM.IsConstant(this) != 0;

    public bool IsNull => LLVM.IsNull(this) != 0;

    public bool IsInstruction => LLVM.IsAInstruction(this).Handle != 0;

    public bool IsFunction => LLVM.IsAFunction(this).Handle != 0;

    public bool IsGlobalVariable => LLVM.IsAGlobalVariable(this).Handle != 0;

    public bool IsInlineAsm => LLVM.IsAInlineAsm(this).Handle != 0;

    public bool IsConstantInt => LLVM.IsAConstantInt(this).Handle != 0;

    public ulong ConstIntZExt => LLVM.ConstIntGetZExtValue(this);

    public long ConstIntSExt => LLVM.ConstIntGetSExtValue(this);

    public static LLVMValueRef CreateConstInt(LLVMTypeRef type, ulong value, bool signExtend = false)
        => LLVM.ConstInt(type, value, signExtend ? 1 : 0);

    public static LLVMValueRef CreateConstNull(LLVMTypeRef type) => LLVM.ConstNull(type);

    public static LLVMValueRef CreateUndef(LLVMTypeRef type) => LLVM.GetUndef(type);

    public static LLVMValueRef CreatePoison(LLVMTypeRef type) => LLVM.GetPoison(type);

    public static LLVMValueRef CreateConstIntToPtr(LLVMValueRef value, LLVMTypeRef type) => LLVM.ConstIntToPtr(value, type);

    public static LLVMValueRef CreateConstPtrToInt(LLVMValueRef value, LLVMTypeRef type) => LLVM.ConstPtrToInt(value, type);

    public static LLVMValueRef CreateConstBitCast(LLVMValueRef value, LLVMTypeRef type) => LLVM.ConstBitCast(value, type);

    public static LLVMValueRef CreateConstInBoundsGEP2(LLVMTypeRef type, LLVMValueRef pointer, ReadOnlySpan<LLVMValueRef> indices)
        => LLVM.ConstInBoundsGEP2(type, pointer, indices, (uint)indices.Length);

    public static LLVMValueRef CreateConstArray(LLVMTypeRef element, ReadOnlySpan<LLVMValueRef> values)
        => LLVM.ConstArray(element, values, (uint)values.Length);

    public static LLVMValueRef CreateConstNamedStruct(LLVMTypeRef type, ReadOnlySpan<LLVMValueRef> values)
        => LLVM.ConstNamedStruct(type, values, (uint)values.Length);

    public static LLVMValueRef CreateConstInlineAsm(LLVMTypeRef type, string text, string constraints, bool hasSideEffects, bool isAlignStack)
    {
        byte[] textUtf8 = NativeText.Utf8(text), constraintsUtf8 = NativeText.Utf8(constraints);
        return LLVM.GetInlineAsm(type, textUtf8, (nuint)textUtf8.Length, constraintsUtf8, (nuint)constraintsUtf8.Length,
            hasSideEffects ? 1 : 0, isAlignStack ? 1 : 0, LLVMInlineAsmDialect.LLVMInlineAsmDialectATT, canThrow: 0);
    }

    /// <summary>The instructions and constants that use this value, once for each operand.</summary>
    public IEnumerable<LLVMValueRef> Users
    {
        get
        {
            for (LLVMUseRef use = LLVM.GetFirstUse(this); use.Handle != 0; use = LLVM.GetNextUse(use))
            {
                yield return LLVM.GetUser(use);
            }
        }
    }

    public LLVMMetadataRef AsMetadata() => LLVM.ValueAsMetadata(this);

    public void ReplaceAllUsesWith(LLVMValueRef value) => LLVM.ReplaceAllUsesWith(this, value);

    public override string ToString() => Handle == 0 ? "" : NativeText.Taken(LLVM.PrintValueToString(this));
}
