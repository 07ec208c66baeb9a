namespace Bpf.Compiler.Llvm;

/// <summary>One operand that is a value; wraps an LLVMUseRef.</summary>
internal readonly record struct LLVMUseRef(nint Handle);
