namespace Bpf.Compiler.Llvm;

/// <summary>Syntax of inline assembler.</summary>
internal enum LLVMInlineAsmDialect
{
    LLVMInlineAsmDialectATT = 0,
    LLVMInlineAsmDialectIntel = 1,
}
