namespace Bpf.Runtime;

/// <summary>Typed access to a queue; the oldest element comes next.</summary>
/// <typeparam name="T">Element type, of the map's value size.</typeparam>
/// <param name="map">A map of type Queue.</param>
/// <exception cref="BpfException">The map has another type or value size.</exception>
public sealed class QueueMap<T>(BpfMap map) : SequenceMap<T>(map, nameof(QueueMap<>)), IMapHandle<QueueMap<T>>
    where T : unmanaged
{
    static QueueMap<T> IMapHandle<QueueMap<T>>.Of(BpfMap map) => new(map);
}
