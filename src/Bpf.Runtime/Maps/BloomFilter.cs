using Bpf.Runtime.Maps;

namespace Bpf.Runtime;

/// <summary>A Bloom filter: a set that answers "certainly not" or "perhaps" (kernel 5.16). Each call is one system call.</summary>
/// <typeparam name="T">Element type, of the map's value size.</typeparam>
public sealed class BloomFilter<T> : IMapHandle<BloomFilter<T>>
    where T : unmanaged
{
    /// <summary>Creates a typed handle for a map.</summary>
    /// <param name="map">A map of type BloomFilter.</param>
    /// <exception cref="BpfException">The map has another type or value size.</exception>
    public BloomFilter(BpfMap map)
    {
        MapValue.RequireKeyless<T>(map, nameof(BloomFilter<>));
        Map = map;
    }

    /// <summary>The untyped map.</summary>
    public BpfMap Map { get; }

    static BloomFilter<T> IMapHandle<BloomFilter<T>>.Of(BpfMap map) => new(map);

    /// <summary>Adds an element permanently.</summary>
    /// <param name="value">The element.</param>
    /// <exception cref="BpfException">The kernel refused.</exception>
    public void Add(T value) => Map.Update(default, MapValue.Bytes(in value));

    /// <summary>Tests for an element.</summary>
    /// <param name="value">The element.</param>
    /// <returns><see langword="false"/> when it was certainly never added.</returns>
    public bool MayContain(T value) => Map.TryLookup(default, MapValue.WritableBytes(ref value));
}
