namespace Bpf.ReferenceKernels;

/// <summary>
/// A kernel struct or union with the members of all kernels of the table. As in C, the members of an anonymous member count as its own.
/// </summary>
internal sealed class KernelAggregate
{
    private readonly Func<IReadOnlyList<KernelMember>> _read;

    /// <param name="name">Name without <c>struct</c> or <c>union</c>; empty when anonymous.</param>
    /// <param name="isUnion">Whether it is a union.</param>
    /// <param name="kernels">The kernels that have it.</param>
    /// <param name="read">Reads the members on first use.</param>
    public KernelAggregate(string name, bool isUnion, KernelSet kernels, Func<IReadOnlyList<KernelMember>> read)
    {
        Name = name;
        IsUnion = isUnion;
        Kernels = kernels;
        _read = read;
    }

    public string Name { get; }

    public bool IsUnion { get; }

    public KernelSet Kernels { get; }

    /// <summary>Members in the order of the oldest kernel, then those that later kernels added.</summary>
    public IReadOnlyList<KernelMember> Members => field ??= _read();

    /// <summary>Returns the entries of a member, one for each of its types.</summary>
    public IEnumerable<KernelMember> Find(string name) => Members.Where(member => member.Name == name);
}
