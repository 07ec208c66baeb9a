namespace Bpf.ReferenceKernels;

/// <summary>A parameter of a kernel function.</summary>
/// <param name="Name">Its name; empty when the kernel's BTF has none.</param>
/// <param name="Type">Its type.</param>
internal sealed record KernelParameter(string Name, KernelType Type);
