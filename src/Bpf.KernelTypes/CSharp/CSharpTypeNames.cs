using Bpf.ReferenceKernels;

namespace Bpf.KernelTypes.CSharp;

/// <summary>
/// The names of kernel types in C#. In C, structs, unions, enumerations and typedefs have separate namespaces; in C# they do not. If two share a name, the one
/// whose kind comes first in that list keeps it, and the other gets a suffix.
/// </summary>
internal sealed class CSharpTypeNames
{
    private readonly Dictionary<KernelAggregate, string> _aggregates = [];
    private readonly Dictionary<string, string> _enumerations = [];
    private readonly HashSet<string> _taken;

    /// <param name="table">The types.</param>
    /// <param name="reserved">Names that are already taken.</param>
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

    /// <summary>Returns the name of a struct or union; null if it has none.</summary>
    public string? Find(KernelAggregate aggregate) => _aggregates.GetValueOrDefault(aggregate);

    /// <summary>Returns the name of an enumeration; null if it has none.</summary>
    public string? FindEnumeration(string name) => _enumerations.GetValueOrDefault(name);

    /// <summary>Names an anonymous struct or union after its typedef.</summary>
    public void AddTypedef(KernelAggregate aggregate, string name) => Add(aggregate, name, "typedef");

    private void Add(KernelAggregate aggregate, string name, string suffix)
    {
        if (CSharpIdentifier.IsPossible(name) && !_aggregates.ContainsKey(aggregate))
        {
            _aggregates.Add(aggregate, Free(name, suffix));
        }
    }

    private string Free(string name, string suffix)
    {
        string free = name;
        while (!_taken.Add(free))
        {
            free += "_" + suffix;
        }

        return free;
    }
}
