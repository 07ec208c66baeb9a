using Bpf.ReferenceKernels;

namespace Bpf.KernelTypes.Merging;

/// <summary>A struct or union merged from several kernels.</summary>
/// <param name="Key">Its name; for an anonymous one, where it was found.</param>
/// <param name="IsUnion">Whether it is a union.</param>
/// <param name="IsUnnamed">Whether it has no name.</param>
internal sealed record MergedAggregate(string Key, bool IsUnion, bool IsUnnamed)
{
    /// <summary>Prefix of the key of an anonymous struct with a typedef.</summary>
    public const string TypedefPrefix = "typedef ";

    private readonly Dictionary<(string Name, int Type, int Bits), int> _places = [];

    public KernelSet Kernels { get; set; }

    public List<(string Name, int Type, int Bits, KernelSet Kernels)> Members { get; } = [];

    public void Add(string name, int type, int bits, KernelSet kernel)
    {
        if (_places.TryGetValue((name, type, bits), out int place))
        {
            Members[place] = Members[place] with { Kernels = Members[place].Kernels | kernel };
        }
        else
        {
            _places.Add((name, type, bits), Members.Count);
            Members.Add((name, type, bits, kernel));
        }
    }
}
