namespace Bpf.Runtime;

/// <summary>A map as user space sees it: <see cref="BpfMap"/> itself, or a handle that gives its keys and values types and holds nothing else.</summary>
/// <typeparam name="TSelf">The handle.</typeparam>
public interface IMapHandle<TSelf>
    where TSelf : IMapHandle<TSelf>
{
    /// <summary>The map as bytes. Who has the handle of a map that no object owns closes it with this.</summary>
    BpfMap Map { get; }

    /// <summary>Gives a map its types.</summary>
    /// <param name="map">The map.</param>
    /// <exception cref="BpfException">The map has another type or other sizes.</exception>
    static abstract TSelf Of(BpfMap map);
}
