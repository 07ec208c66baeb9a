namespace Bpf.Runtime;

/// <summary>Typed access to a stack; the newest element comes next.</summary>
/// <typeparam name="T">Element type, of the map's value size.</typeparam>
/// <param name="map">A map of type Stack.</param>
/// <exception cref="BpfException">The map has another type or value size.</exception>
public sealed class StackMap<T>(BpfMap map) : SequenceMap<T>(map, nameof(StackMap<>)), IMapHandle<StackMap<T>>
    where T : unmanaged
{
    static StackMap<T> IMapHandle<StackMap<T>>.Of(BpfMap map) => new(map);
}
