namespace Bpf.ReferenceKernels;

/// <summary>A member of a struct or union with the same type in a set of kernels. If its type differs between kernels, there are several of these.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its type.</param>
/// <param name="Bits">Width of a bit-field; 0 for other members.</param>
/// <param name="Kernels">The kernels that have it with this type.</param>
internal sealed record KernelMember(string Name, KernelType Type, int Bits, KernelSet Kernels);
