using Bpf.ReferenceKernels;

namespace Bpf.KernelTypes.Merging;

/// <summary>An enumeration merged from several kernels.</summary>
/// <param name="Name">Its name.</param>
internal sealed record MergedEnumeration(string Name)
{
    private readonly Dictionary<(string Name, long Value), int> _places = [];

    public KernelSet Kernels { get; set; }

    public List<KernelEnumerator> Enumerators { get; } = [];

    public void Add(string name, long value, KernelSet kernel)
    {
        if (_places.TryGetValue((name, value), out int place))
        {
            Enumerators[place] = Enumerators[place] with { Kernels = Enumerators[place].Kernels | kernel };
        }
        else
        {
            _places.Add((name, value), Enumerators.Count);
            Enumerators.Add(new KernelEnumerator(name, value, kernel));
        }
    }
}
