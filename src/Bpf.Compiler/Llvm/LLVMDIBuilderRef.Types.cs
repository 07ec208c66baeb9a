
namespace Bpf.Compiler.Llvm;

/// <content>Types.</content>
internal readonly unsafe partial record struct LLVMDIBuilderRef
{
    /// <summary>Encodings are DW_ATE_*: 2 bool, 5 signed, 6 signed char, 7 unsigned, 8 unsigned char.</summary>
    public LLVMMetadataRef CreateBasicType(string name, ulong bits, uint encoding)
    {
        byte[] utf8 = NativeText.Utf8(name);
        return LLVM.DIBuilderCreateBasicType(this, utf8, (nuint)utf8.Length, bits, encoding, LLVMDIFlags.LLVMDIFlagZero);
    }

    /// <summary>A null pointee is void.</summary>
    public LLVMMetadataRef CreatePointerType(LLVMMetadataRef pointee, ulong bits = 64, string name = "")
    {
        byte[] utf8 = NativeText.Utf8(name);
        return LLVM.DIBuilderCreatePointerType(this, pointee, bits, 0, 0, utf8, (nuint)utf8.Length);
    }

    /// <summary>Tags are DW_TAG_const_type 0x26, DW_TAG_volatile_type 0x35.</summary>
    public LLVMMetadataRef CreateQualifiedType(uint tag, LLVMMetadataRef type) => LLVM.DIBuilderCreateQualifiedType(this, tag, type);

    public LLVMMetadataRef CreateArrayType(ulong bits, uint alignBits, LLVMMetadataRef element, ReadOnlySpan<LLVMMetadataRef> subscripts)
        => LLVM.DIBuilderCreateArrayType(this, bits, alignBits, element, subscripts, (uint)subscripts.Length);

    public LLVMMetadataRef GetOrCreateSubrange(long lowerBound, long count) => LLVM.DIBuilderGetOrCreateSubrange(this, lowerBound, count);

    public LLVMMetadataRef CreateStructType(LLVMMetadataRef scope, string name, LLVMMetadataRef file, uint line, ulong bits, uint alignBits,
        ReadOnlySpan<LLVMMetadataRef> elements, LLVMDIFlags flags = LLVMDIFlags.LLVMDIFlagZero)
    {
        byte[] utf8 = NativeText.Utf8(name);
        return LLVM.DIBuilderCreateStructType(this, scope, utf8, (nuint)utf8.Length, file, line, bits, alignBits, flags, default, elements,
            (uint)elements.Length, 0, default, [], 0);
    }

    public LLVMMetadataRef CreateUnionType(LLVMMetadataRef scope, string name, LLVMMetadataRef file, uint line, ulong bits, uint alignBits,
        ReadOnlySpan<LLVMMetadataRef> elements, LLVMDIFlags flags = LLVMDIFlags.LLVMDIFlagZero)
    {
        byte[] utf8 = NativeText.Utf8(name);
        return LLVM.DIBuilderCreateUnionType(this, scope, utf8, (nuint)utf8.Length, file, line, bits, alignBits, flags, elements,
            (uint)elements.Length, 0, [], 0);
    }

    public LLVMMetadataRef CreateMemberType(LLVMMetadataRef scope, string name, LLVMMetadataRef file, uint line, ulong bits, uint alignBits,
        ulong offsetBits, LLVMMetadataRef type, LLVMDIFlags flags = LLVMDIFlags.LLVMDIFlagZero)
    {
        byte[] utf8 = NativeText.Utf8(name);
        return LLVM.DIBuilderCreateMemberType(this, scope, utf8, (nuint)utf8.Length, file, line, bits, alignBits, offsetBits, flags, type);
    }

    public LLVMMetadataRef CreateBitFieldMemberType(LLVMMetadataRef scope, string name, LLVMMetadataRef file, uint line, ulong bits, ulong offsetBits,
        ulong storageOffsetBits, LLVMMetadataRef type)
    {
        byte[] utf8 = NativeText.Utf8(name);
        return LLVM.DIBuilderCreateBitFieldMemberType(this, scope, utf8, (nuint)utf8.Length, file, line, bits, offsetBits, storageOffsetBits,
            LLVMDIFlags.LLVMDIFlagBitField, type);
    }

    /// <summary>
    /// A stand-in for a recursive type, until <see cref="LLVMMetadataRef.ReplaceAllUsesWith"/>. Tags are DW_TAG_structure_type 0x13,
    /// DW_TAG_union_type 0x17.
    /// </summary>
    public LLVMMetadataRef CreateReplaceableCompositeType(uint tag, string name, LLVMMetadataRef scope, LLVMMetadataRef file, uint line, ulong bits,
        uint alignBits)
    {
        byte[] utf8 = NativeText.Utf8(name);
        return LLVM.DIBuilderCreateReplaceableCompositeType(this, tag, utf8, (nuint)utf8.Length, scope, file, line, 0, bits, alignBits,
            LLVMDIFlags.LLVMDIFlagFwdDecl, [], 0);
    }

    /// <summary>A struct or union (see <see cref="CreateReplaceableCompositeType"/> for tags) with only its name known.</summary>
    public LLVMMetadataRef CreateForwardDecl(uint tag, string name, LLVMMetadataRef scope, LLVMMetadataRef file, uint line)
    {
        byte[] utf8 = NativeText.Utf8(name);
        return LLVM.DIBuilderCreateForwardDecl(this, tag, utf8, (nuint)utf8.Length, scope, file, line, 0, 0, 0, [], 0);
    }

    public LLVMMetadataRef CreateTypedef(LLVMMetadataRef type, string name, LLVMMetadataRef file, uint line, LLVMMetadataRef scope, uint alignBits = 0)
    {
        byte[] utf8 = NativeText.Utf8(name);
        return LLVM.DIBuilderCreateTypedef(this, type, utf8, (nuint)utf8.Length, file, line, scope, alignBits);
    }

    public LLVMMetadataRef CreateEnumerator(string name, long value, bool isUnsigned)
    {
        byte[] utf8 = NativeText.Utf8(name);
        return LLVM.DIBuilderCreateEnumerator(this, utf8, (nuint)utf8.Length, value, isUnsigned ? 1 : 0);
    }

    public LLVMMetadataRef CreateEnumerationType(LLVMMetadataRef scope, string name, LLVMMetadataRef file, uint line, ulong bits, uint alignBits,
        ReadOnlySpan<LLVMMetadataRef> enumerators, LLVMMetadataRef underlyingType)
    {
        byte[] utf8 = NativeText.Utf8(name);
        return LLVM.DIBuilderCreateEnumerationType(this, scope, utf8, (nuint)utf8.Length, file, line, bits, alignBits, enumerators,
            (uint)enumerators.Length, underlyingType);
    }
}
