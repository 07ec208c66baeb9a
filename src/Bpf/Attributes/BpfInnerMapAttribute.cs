namespace Bpf;

/// <summary>Describes the inner maps of a map of maps.</summary>
/// <param name="type">Kernel type of the inner maps.</param>
[AttributeUsage(AttributeTargets.Field)]
public sealed class BpfInnerMapAttribute(MapType type) : Attribute
{
    /// <summary>Kernel type of the inner maps.</summary>
    public MapType Type { get; } = type;

    /// <summary>Number of entries of each inner map, 1 or more.</summary>
    public int MaxEntries { get; set; }

    /// <summary>Creation flags of the inner maps; <see cref="MapFlags.InnerMap"/> lets arrays differ in size.</summary>
    public MapFlags Flags { get; set; }

    /// <summary>
    /// Maps of the same class that the loader puts into the slots from 0 on, by their field names: <c>Initial = [nameof(First), nameof(Second)]</c>. Not more
    /// than the map of maps has entries; each of the type, sizes and flags described here.
    /// </summary>
    public string[] Initial { get; set; } = [];
}
