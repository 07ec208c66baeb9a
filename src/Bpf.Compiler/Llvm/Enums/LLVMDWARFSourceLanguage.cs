namespace Bpf.Compiler.Llvm;

/// <summary>Source language of a compile unit; BTF does not record it.</summary>
internal enum LLVMDWARFSourceLanguage
{
    LLVMDWARFSourceLanguageC99 = 11,
}
