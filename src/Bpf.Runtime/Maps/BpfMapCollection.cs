using System.Collections;

namespace Bpf.Runtime;

/// <summary>The maps of an object; those of its globals come last.</summary>
public sealed class BpfMapCollection : IReadOnlyList<BpfMap>
{
    private readonly string _owner;
    private readonly IReadOnlyList<BpfMap> _maps;

    internal BpfMapCollection(string owner, IReadOnlyList<BpfMap> maps)
    {
        _owner = owner;
        _maps = maps;
    }

    /// <inheritdoc/>
    public int Count => _maps.Count;

    /// <inheritdoc/>
    public BpfMap this[int index] => _maps[index];

    /// <summary>Gets a map by name; a map of globals has the name of its section, such as <c>.rodata</c>.</summary>
    /// <param name="name">The name.</param>
    /// <exception cref="BpfException">There is no such map.</exception>
    public BpfMap this[string name] => Find(name)
        ?? throw new BpfException("find map", name, null, _maps.Count == 0 ? $"Object '{_owner}' has no maps." : $"Object '{_owner}' has the maps {Names()}.");

    /// <inheritdoc/>
    public IEnumerator<BpfMap> GetEnumerator() => _maps.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    internal BpfMap? Find(string name)
    {
        foreach (BpfMap map in _maps)
        {
            if (map.Name == name)
            {
                return map;
            }
        }

        return null;
    }

    private string Names()
    {
        List<string> names = [];
        foreach (BpfMap map in _maps)
        {
            names.Add(map.Name);
        }

        return string.Join(", ", names);
    }
}
