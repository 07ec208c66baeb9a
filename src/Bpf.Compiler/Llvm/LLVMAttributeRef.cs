namespace Bpf.Compiler.Llvm;

/// <summary>An attribute of a function, parameter or call.</summary>
internal readonly record struct LLVMAttributeRef(nint Handle);
