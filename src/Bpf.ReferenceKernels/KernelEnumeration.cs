namespace Bpf.ReferenceKernels;

/// <summary>A kernel enumeration with the enumerators of all kernels of the table.</summary>
/// <param name="Name">Name without <c>enum</c>; empty for the one with the enumerators of all anonymous enumerations.</param>
/// <param name="Kernels">The kernels that have it.</param>
/// <param name="Enumerators">Its enumerators, in the order of the oldest kernel, then those that later kernels added.</param>
internal sealed record KernelEnumeration(string Name, KernelSet Kernels, IReadOnlyList<KernelEnumerator> Enumerators);
