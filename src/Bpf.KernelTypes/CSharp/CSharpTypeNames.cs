using Bpf.ReferenceKernels;

namespace Bpf.KernelTypes.CSharp;

/// <summary>
/// The names that kernel types have in C#. C keeps structs, unions, enumerations and typedefs apart by keyword, C# does not: where two have one name, the
/// one that comes first in that list keeps it, and the other gets an addition.
/// </summary>
internal sealed class CSharpTypeNames
{
    private readonly Dictionary<KernelAggregate, string> _aggregates = [];
    private readonly Dictionary<string, string> _enumerations = [];
    private readonly HashSet<string> _taken;

    /// <param name="table">The types.</param>
    /// <param name="reserved">Names that types of ours have.</param>
    public CSharpTypeNames(KernelTypeTable table, IEnumerable<string> reserved)
    {
        _taken = [.. reserved];
        foreach (KernelAggregate aggregate in table.Aggregates.OrderBy(aggregate => aggregate.IsUnion))
        {
            Add(aggregate, aggregate.Name, "union");
        }

        foreach (string name in table.EnumerationNames.Where(CSharpIdentifier.IsPossible))
        {
            _enumerations[name] = Free(name, "enum");
        }
    }

    /// <summary>The name of a struct or union; null when it has none.</summary>
    public string? Find(KernelAggregate aggregate) => _aggregates.GetValueOrDefault(aggregate);

    /// <summary>The name of an enumeration; null when it has none.</summary>
    public string? FindEnumeration(string name) => _enumerations.GetValueOrDefault(name);

    /// <summary>Names a struct or union that has no name of its own by the typedef that stands for it.</summary>
    public void AddTypedef(KernelAggregate aggregate, string name) => Add(aggregate, name, "typedef");

    private void Add(KernelAggregate aggregate, string name, string addition)
    {
        if (CSharpIdentifier.IsPossible(name) && !_aggregates.ContainsKey(aggregate))
        {
            _aggregates.Add(aggregate, Free(name, addition));
        }
    }

    private string Free(string name, string addition)
    {
        string free = name;
        while (!_taken.Add(free))
        {
            free += "_" + addition;
        }

        return free;
    }
}
