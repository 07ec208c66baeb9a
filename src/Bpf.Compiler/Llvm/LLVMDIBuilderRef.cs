
namespace Bpf.Compiler.Llvm;

/// <summary>
/// Builds debug information, from which LLVM makes BTF. Sizes, alignments and offsets are in bits. Variable declarations cannot be inserted:
/// that API differs between LLVM versions and BTF does not need it.
/// </summary>
internal readonly unsafe partial record struct LLVMDIBuilderRef(nint Handle) : IDisposable
{
    public LLVMMetadataRef CreateFile(string name, string directory)
    {
        byte[] nameUtf8 = NativeText.Utf8(name), directoryUtf8 = NativeText.Utf8(directory);
        return LLVM.DIBuilderCreateFile(this, nameUtf8, (nuint)nameUtf8.Length, directoryUtf8, (nuint)directoryUtf8.Length);
    }

    public LLVMMetadataRef CreateCompileUnit(LLVMDWARFSourceLanguage language, LLVMMetadataRef file, string producer, bool isOptimized)
    {
        byte[] utf8 = NativeText.Utf8(producer);
        return LLVM.DIBuilderCreateCompileUnit(this, language, file, utf8, (nuint)utf8.Length, isOptimized ? 1 : 0, [], 0, 0, [], 0,
            LLVMDWARFEmissionKind.LLVMDWARFEmissionFull, 0, 0, 0, [], 0, [], 0);
    }

    public LLVMMetadataRef CreateSubroutineType(LLVMMetadataRef file, ReadOnlySpan<LLVMMetadataRef> returnAndParameters)
        => LLVM.DIBuilderCreateSubroutineType(this, file, returnAndParameters, (uint)returnAndParameters.Length, LLVMDIFlags.LLVMDIFlagZero);

    public LLVMMetadataRef CreateFunction(LLVMMetadataRef scope, string name, string linkageName, LLVMMetadataRef file, uint line,
        LLVMMetadataRef type, bool isLocalToUnit, bool isDefinition, uint scopeLine, LLVMDIFlags flags, bool isOptimized)
    {
        byte[] nameUtf8 = NativeText.Utf8(name), linkageUtf8 = NativeText.Utf8(linkageName);
        return LLVM.DIBuilderCreateFunction(this, scope, nameUtf8, (nuint)nameUtf8.Length, linkageUtf8, (nuint)linkageUtf8.Length, file, line, type,
            isLocalToUnit ? 1 : 0, isDefinition ? 1 : 0, scopeLine, flags, isOptimized ? 1 : 0);
    }

    public LLVMMetadataRef CreateLexicalBlock(LLVMMetadataRef scope, LLVMMetadataRef file, uint line, uint column)
        => LLVM.DIBuilderCreateLexicalBlock(this, scope, file, line, column);

    /// <summary>Parameters count from 1.</summary>
    public LLVMMetadataRef CreateParameterVariable(LLVMMetadataRef scope, string name, uint argumentNumber, LLVMMetadataRef file, uint line,
        LLVMMetadataRef type, bool alwaysPreserve = true)
    {
        byte[] utf8 = NativeText.Utf8(name);
        return LLVM.DIBuilderCreateParameterVariable(this, scope, utf8, (nuint)utf8.Length, argumentNumber, file, line, type,
            alwaysPreserve ? 1 : 0, LLVMDIFlags.LLVMDIFlagZero);
    }

    public LLVMMetadataRef CreateAutoVariable(LLVMMetadataRef scope, string name, LLVMMetadataRef file, uint line, LLVMMetadataRef type,
        uint alignBits = 0, bool alwaysPreserve = true)
    {
        byte[] utf8 = NativeText.Utf8(name);
        return LLVM.DIBuilderCreateAutoVariable(this, scope, utf8, (nuint)utf8.Length, file, line, type, alwaysPreserve ? 1 : 0,
            LLVMDIFlags.LLVMDIFlagZero, alignBits);
    }

    public LLVMMetadataRef CreateExpression(ReadOnlySpan<ulong> operations) => LLVM.DIBuilderCreateExpression(this, operations, (nuint)operations.Length);

    public LLVMMetadataRef CreateGlobalVariableExpression(LLVMMetadataRef scope, string name, string linkageName, LLVMMetadataRef file, uint line,
        LLVMMetadataRef type, bool isLocalToUnit, LLVMMetadataRef expression, LLVMMetadataRef declaration = default, uint alignBits = 0)
    {
        byte[] nameUtf8 = NativeText.Utf8(name), linkageUtf8 = NativeText.Utf8(linkageName);
        return LLVM.DIBuilderCreateGlobalVariableExpression(this, scope, nameUtf8, (nuint)nameUtf8.Length, linkageUtf8, (nuint)linkageUtf8.Length,
            file, line, type, isLocalToUnit ? 1 : 0, expression, declaration, alignBits);
    }

    /// <summary>Creates the declaration of a global that is defined elsewhere.</summary>
    public LLVMMetadataRef CreateGlobalVariableDeclaration(LLVMMetadataRef scope, string name, LLVMMetadataRef file, uint line, LLVMMetadataRef type)
    {
        byte[] utf8 = NativeText.Utf8(name);
        return LLVM.DIBuilderCreateTempGlobalVariableFwdDecl(this, scope, utf8, (nuint)utf8.Length, [], 0, file, line, type, 0, default, 0);
    }

    public void FinalizeSubprogram(LLVMMetadataRef subprogram) => LLVM.DIBuilderFinalizeSubprogram(this, subprogram);

    /// <summary>Must be called once, before the module is verified.</summary>
    public void DIBuilderFinalize() => LLVM.DIBuilderFinalize(this);

    public void Dispose() => LLVM.DisposeDIBuilder(this);
}
