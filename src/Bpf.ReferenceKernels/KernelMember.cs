namespace Bpf.ReferenceKernels;

/// <summary>A member of a struct or union as some kernels have it. One whose type differs between kernels is several of these.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its type.</param>
/// <param name="Bits">Width of a bit-field; 0 for other members.</param>
/// <param name="Kernels">The kernels that have it so.</param>
internal sealed record KernelMember(string Name, KernelType Type, int Bits, KernelSet Kernels);
