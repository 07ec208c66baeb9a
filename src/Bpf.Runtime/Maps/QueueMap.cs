using Bpf.Runtime.Maps;

namespace Bpf.Runtime;

/// <summary>A queue of the kernel (kernel 4.20). Each call is one system call.</summary>
/// <typeparam name="T">Element type, of the map's value size.</typeparam>
public sealed class QueueMap<T>
    where T : unmanaged
{
    /// <summary>Gives a map its type.</summary>
    /// <param name="map">A map of type Queue.</param>
    /// <exception cref="BpfException">The map has another type or value size.</exception>
    public QueueMap(BpfMap map)
    {
        MapValue.RequireKeyless<T>(map, MapType.Queue);
        Map = map;
    }

    /// <summary>The map as bytes.</summary>
    public BpfMap Map { get; }

    /// <summary>Adds an element.</summary>
    /// <param name="value">The element.</param>
    /// <returns><see langword="false"/> when the map is full; nothing is added then.</returns>
    /// <exception cref="BpfException">The kernel refused for another reason.</exception>
    public bool TryPush(T value) => MapValue.TryPush(Map, value);

    /// <summary>Removes the oldest element.</summary>
    /// <param name="value">The element, or its default.</param>
    /// <returns><see langword="false"/> when the map is empty.</returns>
    public bool TryPop(out T value)
    {
        value = default;
        return Map.TryTake(default, MapValue.WritableBytes(ref value));
    }

    /// <summary>Reads the oldest element.</summary>
    /// <param name="value">The element, or its default.</param>
    /// <returns><see langword="false"/> when the map is empty.</returns>
    public bool TryPeek(out T value)
    {
        value = default;
        return Map.TryLookup(default, MapValue.WritableBytes(ref value));
    }
}
