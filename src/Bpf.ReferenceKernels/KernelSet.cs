namespace Bpf.ReferenceKernels;

/// <summary>A set of kernels of a table, by their position in <see cref="KernelTypeTable.Kernels"/>.</summary>
/// <param name="Bits">One bit per kernel; the lowest is the first kernel.</param>
internal readonly record struct KernelSet(uint Bits)
{
    /// <summary>Maximum number of kernels in a table.</summary>
    public const int MaximumCount = 32;

    public bool IsEmpty => Bits == 0;

    public int Count => Enumerable.Range(0, MaximumCount).Count(Contains);

    public static KernelSet operator |(KernelSet left, KernelSet right) => new(left.Bits | right.Bits);

    public static KernelSet operator &(KernelSet left, KernelSet right) => new(left.Bits & right.Bits);

    /// <summary>Returns the kernels of this set that are not in the other.</summary>
    public KernelSet Except(KernelSet other) => new(Bits & ~other.Bits);

    public static KernelSet Of(int kernel) => new(1U << kernel);

    public bool Contains(int kernel) => (Bits >> kernel & 1) != 0;
}
