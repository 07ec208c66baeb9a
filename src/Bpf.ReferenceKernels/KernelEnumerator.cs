namespace Bpf.ReferenceKernels;

/// <summary>An enumerator as some kernels have it. One whose value differs between kernels is several of these.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Value">Its value, sign-extended to 64 bits when the enumeration is signed.</param>
/// <param name="Kernels">The kernels that have it so.</param>
internal sealed record KernelEnumerator(string Name, long Value, KernelSet Kernels);
