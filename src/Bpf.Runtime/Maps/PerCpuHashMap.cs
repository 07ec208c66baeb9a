using System.Collections;
using Bpf.Runtime.Maps;

namespace Bpf.Runtime;

/// <summary>Typed access to a hash map with one value per key and CPU. Each call is one system call; enumeration makes two per key.</summary>
/// <typeparam name="TKey">Key type, of the map's key size. Padding bytes are part of the key.</typeparam>
/// <typeparam name="TValue">Type of the value for one CPU, of the map's value size.</typeparam>
public sealed class PerCpuHashMap<TKey, TValue> : IEnumerable<(TKey Key, TValue[] Values)>, IMapHandle<PerCpuHashMap<TKey, TValue>>
    where TKey : unmanaged
    where TValue : unmanaged
{
    /// <summary>Creates a typed handle for a map.</summary>
    /// <param name="map">A map of type PerCpuHash or LruPerCpuHash.</param>
    /// <exception cref="BpfException">The map has another type or other sizes.</exception>
    public PerCpuHashMap(BpfMap map)
    {
        MapValue.Require<TKey, TValue>(map, nameof(PerCpuHashMap<,>));
        Map = map;
    }

    /// <summary>The untyped map.</summary>
    public BpfMap Map { get; }

    static PerCpuHashMap<TKey, TValue> IMapHandle<PerCpuHashMap<TKey, TValue>>.Of(BpfMap map) => new(map);

    /// <summary>Number of values per key: one for each possible CPU.</summary>
    public static int CpuCount => PossibleCpus.Count;

    /// <summary>Gets or sets the values of a key, by CPU number.</summary>
    /// <param name="key">The key.</param>
    /// <exception cref="KeyNotFoundException">On reading: the key is absent.</exception>
    /// <exception cref="ArgumentOutOfRangeException">On writing: the number of values is not <see cref="CpuCount"/>.</exception>
    /// <exception cref="BpfException">On writing: the map is full (E2BIG) or the kernel refused.</exception>
    public TValue[] this[TKey key]
    {
        get
        {
            TValue[] values = new TValue[CpuCount];
            return TryGetValues(key, values) ? values : throw new KeyNotFoundException($"Map '{Map.Name}' has no key '{key}'.");
        }

        set
        {
            ArgumentNullException.ThrowIfNull(value);
            PerCpuValues.Write<TValue>(Map, MapValue.Bytes(in key), value);
        }
    }

    /// <summary>Reads the values of a key.</summary>
    /// <param name="key">The key.</param>
    /// <param name="values">Receives <see cref="CpuCount"/> values; unchanged when the key is absent.</param>
    /// <returns><see langword="false"/> when the key is absent.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The span is too short for <see cref="CpuCount"/> values.</exception>
    public bool TryGetValues(TKey key, Span<TValue> values) => PerCpuValues.TryRead(Map, MapValue.Bytes(in key), values);

    /// <summary>Removes a key.</summary>
    /// <param name="key">The key.</param>
    /// <returns><see langword="false"/> when the key was absent.</returns>
    public bool Remove(TKey key) => Map.Remove(MapValue.Bytes(in key));

    /// <summary>Enumerates a map that may be modified concurrently; entries added or removed meanwhile may or may not be seen.</summary>
    public IEnumerator<(TKey Key, TValue[] Values)> GetEnumerator()
    {
        TKey key = default;
        bool hasKey = false;

        // The iteration restarts when its key is deleted meanwhile; without a limit it might never end.
        for (uint step = 0; step <= Map.MaxEntries * 2UL && Next(ref key, hasKey); step++)
        {
            hasKey = true;
            TValue[] values = new TValue[CpuCount];
            if (TryGetValues(key, values))
            {
                yield return (key, values);
            }
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private bool Next(ref TKey key, bool hasKey)
    {
        TKey previous = key;
        return Map.TryGetNextKey(hasKey ? MapValue.Bytes(in previous) : default, MapValue.WritableBytes(ref key));
    }
}
