using System.Collections;
using System.Runtime.InteropServices;
using Bpf.Runtime.Maps;

namespace Bpf.Runtime;

/// <summary>Typed access to a hash map with one value per key and CPU. Each call for a key is one system call; enumeration reads in batches.</summary>
/// <typeparam name="TKey">Key type, of the map's key size. Padding bytes are part of the key.</typeparam>
/// <typeparam name="TValue">Type of the value for one CPU, of the map's value size.</typeparam>
public sealed class PerCpuHashMap<TKey, TValue> : KeyedMap<TKey>, IEnumerable<(TKey Key, TValue[] Values)>, IMapHandle<PerCpuHashMap<TKey, TValue>>
    where TKey : unmanaged
    where TValue : unmanaged
{
    /// <summary>Creates a typed handle for a map.</summary>
    /// <param name="map">A map of type PerCpuHash or LruPerCpuHash.</param>
    /// <exception cref="BpfException">The map has another type or other sizes.</exception>
    public PerCpuHashMap(BpfMap map)
        : base(map)
        => MapValue.Require<TKey, TValue>(map, nameof(PerCpuHashMap<,>));

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

    /// <summary>Enumerates a map that may be modified concurrently; entries added or removed meanwhile may or may not be seen.</summary>
    public IEnumerator<(TKey Key, TValue[] Values)> GetEnumerator() => Read(removes: false).GetEnumerator();

    /// <summary>
    /// Enumerates the map in the shape of <see cref="HashMap{TKey, TValue}"/>, with one value for each key: that of the first CPU, combined with those of the
    /// others in turn. For sums, there is <see cref="PerCpuSums"/>.
    /// </summary>
    /// <param name="combine">Combines two values.</param>
    public IEnumerable<(TKey Key, TValue Value)> Combine(Func<TValue, TValue, TValue> combine)
    {
        ArgumentNullException.ThrowIfNull(combine);
        return Read(removes: false).Select(entry => (entry.Key, entry.Values.Aggregate(combine)));
    }

    /// <inheritdoc cref="HashMap{TKey, TValue}.Drain"/>
    public IEnumerable<(TKey Key, TValue[] Values)> Drain() => Read(removes: true);

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private IEnumerable<(TKey Key, TValue[] Values)> Read(bool removes)
    {
        MapEntries entries = new(Map, removes);
        while (entries.MoveNext())
        {
            for (int i = 0; i < entries.Count; i++)
            {
                TValue[] values = new TValue[CpuCount];
                PerCpuValues.Decode(Map, entries.Value(i), values);
                yield return (MemoryMarshal.Read<TKey>(entries.Key(i)), values);
            }
        }
    }
}
