namespace Bpf.Runtime.Attach.Tracing;

/// <summary>A kernel function to trace.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Id">Its id in the kernel's BTF.</param>
/// <param name="Cookie">Value that the program reads as its cookie; 0 for none.</param>
internal readonly record struct TracedFunction(string Name, uint Id, ulong Cookie);
