namespace Bpf.ReferenceKernels;

/// <summary>An enumeration of the kernel with the enumerators of all kernels of the table.</summary>
/// <param name="Name">Name without <c>enum</c>; empty for what all enumerations without a name have.</param>
/// <param name="Kernels">The kernels that have it.</param>
/// <param name="Enumerators">Its enumerators, in the order of the oldest kernel, then those that later kernels added.</param>
internal sealed record KernelEnumeration(string Name, KernelSet Kernels, IReadOnlyList<KernelEnumerator> Enumerators);
