namespace Bpf.Runtime;

/// <summary>A map as user space sees it: <see cref="BpfMap"/> itself, or a handle that only adds types to its keys and values.</summary>
/// <typeparam name="TSelf">The handle.</typeparam>
public interface IMapHandle<TSelf>
    where TSelf : IMapHandle<TSelf>
{
    /// <summary>The untyped map. If no object owns the map, the user of the handle closes it through this property.</summary>
    BpfMap Map { get; }

    /// <summary>Creates a typed handle for a map.</summary>
    /// <param name="map">The map.</param>
    /// <exception cref="BpfException">The map has another type or other sizes.</exception>
    static abstract TSelf Of(BpfMap map);
}
