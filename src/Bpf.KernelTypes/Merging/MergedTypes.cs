using System.Runtime.InteropServices;
using Bpf.ReferenceKernels;

namespace Bpf.KernelTypes.Merging;

/// <summary>The types of several kernels, merged: identical types are stored once.</summary>
internal sealed class MergedTypes
{
    private readonly List<ReferenceKernel> _kernels = [];
    private readonly Dictionary<MergedType, int> _typeNumbers = [];
    private readonly Dictionary<(string Key, bool IsUnion, bool IsUnnamed), int> _aggregateNumbers = [];
    private readonly Dictionary<string, MergedEnumeration> _enumerations = [];

    public IReadOnlyList<ReferenceKernel> Kernels => _kernels;

    /// <summary>Each type comes after the types it consists of.</summary>
    public List<MergedType> Types { get; } = [];

    public List<MergedAggregate> Aggregates { get; } = [];

    public IReadOnlyCollection<MergedEnumeration> Enumerations => _enumerations.Values;

    public MergedFunctions Functions { get; } = new();

    public KernelSet Add(ReferenceKernel kernel)
    {
        if (_kernels.Count == KernelSet.MaximumCount)
        {
            throw new ArgumentException($"A table has at most {KernelSet.MaximumCount} kernels.", nameof(kernel));
        }

        _kernels.Add(kernel);
        return KernelSet.Of(_kernels.Count - 1);
    }

    /// <summary>Returns the index of a type.</summary>
    public int Intern(MergedType type)
    {
        ref int number = ref CollectionsMarshal.GetValueRefOrAddDefault(_typeNumbers, type, out bool exists);
        if (!exists)
        {
            number = Types.Count;
            Types.Add(type);
        }

        return number;
    }

    /// <summary>Returns the index of a struct or union.</summary>
    public int Aggregate(string key, bool isUnion, bool isUnnamed)
    {
        ref int number = ref CollectionsMarshal.GetValueRefOrAddDefault(_aggregateNumbers, (key, isUnion, isUnnamed), out bool exists);
        if (!exists)
        {
            number = Aggregates.Count;
            Aggregates.Add(new MergedAggregate(key, isUnion, isUnnamed));
        }

        return number;
    }

    public MergedEnumeration Enumeration(string name)
    {
        ref MergedEnumeration? enumeration = ref CollectionsMarshal.GetValueRefOrAddDefault(_enumerations, name, out _);
        return enumeration ??= new MergedEnumeration(name);
    }
}
