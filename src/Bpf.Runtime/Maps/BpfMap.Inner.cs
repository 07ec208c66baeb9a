using Bpf.Runtime.Maps;
using Bpf.Runtime.Syscalls;

namespace Bpf.Runtime;

// Maps of maps.
public sealed partial class BpfMap
{
    BpfMap IMapHandle<BpfMap>.Map => this;

    /// <summary>The creator that loading used for the object's maps; <see langword="null"/> for a map that was opened by path or id.</summary>
    internal MapCreator? InnerCreator { get; set; }

    static BpfMap IMapHandle<BpfMap>.Of(BpfMap map) => map;

    /// <summary>Creates a map from the template of this map of maps.</summary>
    /// <exception cref="BpfStateException">The map is not loaded, or its inner maps are not defined.</exception>
    /// <exception cref="BpfException">The kernel refused.</exception>
    internal BpfMap CreateInner(uint? maxEntries)
    {
        _ = Handle;
        return InnerCreator is { } creator && InnerMap is { } template
            ? creator.CreateInner(template, maxEntries)
            : throw new BpfStateException(
                "create inner map for", Name,
                "Only the object that defines a map of maps knows the definition of its inner maps; this one was opened by path or id.");
    }

    /// <summary>Explains why the kernel may have rejected a map as an inner map (EINVAL).</summary>
    internal string AdviceForInner(BpfMap inner)
    {
        List<string> differences = InnerMap is null ? [] : MapCompatibility.Differences(InnerMap, MapInfo.Of(inner.Handle, inner.Name));
        string rule = "Inner maps must match the template in type, sizes, flags and locks; arrays must also match in capacity, "
            + "unless template and map have MapFlags.InnerMap (kernel 5.10; before that, all maps must match).";
        return differences.Count == 0 ? rule : $"Map '{inner.Name}' has {string.Join(", ", differences)}. {rule}";
    }
}
