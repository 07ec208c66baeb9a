using System.Runtime.InteropServices;
using Bpf.ReferenceKernels;

namespace Bpf.KernelTypes.Merging;

/// <summary>The functions of several kernels, merged: identical prototypes are stored once.</summary>
internal sealed class MergedFunctions
{
    private readonly Dictionary<string, int> _nameNumbers = [];
    private readonly Dictionary<MergedSignature, int> _signatureNumbers = [];

    public List<string> Names { get; } = [];

    public List<MergedSignature> Signatures { get; } = [];

    /// <summary>The kernels that have a function with a signature, by name and by number of the signature.</summary>
    public SortedDictionary<string, Dictionary<int, KernelSet>> Functions { get; } = new(StringComparer.Ordinal);

    /// <summary>Returns the number of a parameter's name.</summary>
    public int Name(string name)
    {
        ref int number = ref CollectionsMarshal.GetValueRefOrAddDefault(_nameNumbers, name, out bool exists);
        if (!exists)
        {
            number = Names.Count;
            Names.Add(name);
        }

        return number;
    }

    public void Add(string function, MergedSignature signature, KernelSet kernel)
    {
        ref int number = ref CollectionsMarshal.GetValueRefOrAddDefault(_signatureNumbers, signature, out bool exists);
        if (!exists)
        {
            number = Signatures.Count;
            Signatures.Add(signature);
        }

        if (!Functions.TryGetValue(function, out Dictionary<int, KernelSet>? signatures))
        {
            Functions.Add(function, signatures = []);
        }

        signatures[number] = signatures.GetValueOrDefault(number) | kernel;
    }
}
