using System.Numerics;

namespace Bpf.ReferenceKernels;

/// <summary>Some of the kernels of a table, by their position in <see cref="KernelTypeTable.Kernels"/>.</summary>
/// <param name="Bits">One bit for each kernel, the first kernel lowest.</param>
internal readonly record struct KernelSet(uint Bits)
{
    /// <summary>How many kernels a table can have.</summary>
    public const int MaximumCount = 32;

    public bool IsEmpty => Bits == 0;

    public int Count => BitOperations.PopCount(Bits);

    public static KernelSet operator |(KernelSet left, KernelSet right) => new(left.Bits | right.Bits);

    public static KernelSet operator &(KernelSet left, KernelSet right) => new(left.Bits & right.Bits);

    /// <summary>The kernels of this set that are not in the other.</summary>
    public KernelSet Except(KernelSet other) => new(Bits & ~other.Bits);

    public static KernelSet Of(int kernel) => new(1U << kernel);

    public bool Contains(int kernel) => (Bits >> kernel & 1) != 0;
}
