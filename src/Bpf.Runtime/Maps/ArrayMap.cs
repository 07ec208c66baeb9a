using System.Collections;
using Bpf.Runtime.Maps;

namespace Bpf.Runtime;

/// <summary>Typed access to an array map. Each access is one system call; use <see cref="MappedArray{T}"/> for arrays that can be mapped.</summary>
/// <typeparam name="T">Element type, of the map's value size.</typeparam>
public sealed class ArrayMap<T> : IReadOnlyList<T>, IMapHandle<ArrayMap<T>>
    where T : unmanaged
{
    /// <summary>Creates a typed handle for a map.</summary>
    /// <param name="map">A map of type Array.</param>
    /// <exception cref="BpfException">The map has another type or value size.</exception>
    public ArrayMap(BpfMap map)
    {
        MapValue.Require<int, T>(map, nameof(ArrayMap<>));
        Map = map;
    }

    /// <summary>The untyped map.</summary>
    public BpfMap Map { get; }

    static ArrayMap<T> IMapHandle<ArrayMap<T>>.Of(BpfMap map) => new(map);

    /// <summary>Number of elements, all of which always exist.</summary>
    public int Count => (int)Map.MaxEntries;

    /// <summary>Gets or sets an element.</summary>
    /// <param name="index">0 to <see cref="Count"/> - 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such element.</exception>
    /// <exception cref="BpfException">The map is frozen, or the kernel refused.</exception>
    public T this[int index]
    {
        get
        {
            T value = default;
            if ((uint)index >= Map.MaxEntries || !Map.TryLookup(MapValue.Bytes(in index), MapValue.WritableBytes(ref value)))
            {
                throw OutOfRange(index);
            }

            return value;
        }

        set
        {
            if ((uint)index >= Map.MaxEntries)
            {
                throw OutOfRange(index);
            }

            Map.Update(MapValue.Bytes(in index), MapValue.Bytes(in value));
        }
    }

    /// <inheritdoc/>
    public IEnumerator<T> GetEnumerator()
    {
        foreach ((int _, T value) in new Batches(Map))
        {
            yield return value;
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private ArgumentOutOfRangeException OutOfRange(int index)
        => new(nameof(index), index, $"Array map '{Map.Name}' has {Map.MaxEntries} elements.");

    private readonly struct Batches(BpfMap map)
    {
        public MapEnumerator<int, T> GetEnumerator() => new(map);
    }
}
