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
    /// Maps of the same class that the loader stores in the slots from 0 on, by field name: <c>Initial = [nameof(First), nameof(Second)]</c>. There
    /// can be no more of them than the outer map has entries, and each must have the type, sizes and flags described here.
    /// </summary>
    public string[] Initial { get; set; } = [];
}
