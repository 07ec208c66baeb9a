namespace Bpf.Compiler.Llvm;

/// <summary>One use of a value as an operand; wraps an LLVMUseRef.</summary>
internal readonly record struct LLVMUseRef(nint Handle);
