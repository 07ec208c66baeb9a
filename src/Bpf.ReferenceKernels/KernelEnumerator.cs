namespace Bpf.ReferenceKernels;

/// <summary>An enumerator with the same value in a set of kernels. If its value differs between kernels, there are several of these.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Value">Its value, sign-extended to 64 bits when the enumeration is signed.</param>
/// <param name="Kernels">The kernels that have it with this value.</param>
internal sealed record KernelEnumerator(string Name, long Value, KernelSet Kernels);
