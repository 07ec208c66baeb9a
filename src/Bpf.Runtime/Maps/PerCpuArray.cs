using System.Collections;
using Bpf.Runtime.Maps;

namespace Bpf.Runtime;

/// <summary>Typed access to an array map with one value per element and CPU.</summary>
/// <typeparam name="T">Element type, of the map's value size.</typeparam>
public sealed class PerCpuArray<T> : IReadOnlyList<T[]>, IMapHandle<PerCpuArray<T>>
    where T : unmanaged
{
    /// <summary>Creates a typed handle for a map.</summary>
    /// <param name="map">A map of type PerCpuArray.</param>
    /// <exception cref="BpfException">The map has another type or value size.</exception>
    public PerCpuArray(BpfMap map)
    {
        MapValue.Require<int, T>(map, nameof(PerCpuArray<>));
        Map = map;
    }

    /// <summary>The untyped map.</summary>
    public BpfMap Map { get; }

    static PerCpuArray<T> IMapHandle<PerCpuArray<T>>.Of(BpfMap map) => new(map);

    /// <summary>Number of elements.</summary>
    public int Count => (int)Map.MaxEntries;

    /// <summary>Number of values per element: one for each possible CPU.</summary>
    public static int CpuCount => PossibleCpus.Count;

    /// <summary>Gets or sets the values of one element, by CPU number.</summary>
    /// <param name="index">0 to <see cref="Count"/> - 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such element.</exception>
    public T[] this[int index]
    {
        get
        {
            T[] values = new T[CpuCount];
            Read(index, values);
            return values;
        }

        set
        {
            ArgumentNullException.ThrowIfNull(value);
            Write(index, value);
        }
    }

    /// <summary>Reads the values of one element.</summary>
    /// <param name="index">0 to <see cref="Count"/> - 1.</param>
    /// <param name="values">Receives <see cref="CpuCount"/> values.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such element.</exception>
    public void Read(int index, Span<T> values)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, Map.MaxEntries, nameof(index));
        if (!PerCpuValues.TryRead(Map, MapValue.Bytes(in index), values))
        {
            throw new ArgumentOutOfRangeException(nameof(index));
        }
    }

    /// <summary>Writes the values of one element.</summary>
    /// <param name="index">0 to <see cref="Count"/> - 1.</param>
    /// <param name="values">One value per CPU, <see cref="CpuCount"/> of them.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such element, or the number of values is wrong.</exception>
    public void Write(int index, ReadOnlySpan<T> values)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, Map.MaxEntries, nameof(index));
        PerCpuValues.Write(Map, MapValue.Bytes(in index), values);
    }

    /// <summary>Enumerates the elements, each with its values by CPU number.</summary>
    public IEnumerator<T[]> GetEnumerator()
    {
        MapEntries entries = new(Map, removes: false);
        while (entries.MoveNext())
        {
            for (int i = 0; i < entries.Count; i++)
            {
                T[] values = new T[CpuCount];
                PerCpuValues.Decode(Map, entries.Value(i), values);
                yield return values;
            }
        }
    }

    /// <summary>
    /// Enumerates the elements in the shape of <see cref="ArrayMap{T}"/>, with one value each: that of the first CPU, combined with those of the others in
    /// turn. For sums, there is <see cref="PerCpuSums"/>.
    /// </summary>
    /// <param name="combine">Combines two values.</param>
    public IEnumerable<T> Combine(Func<T, T, T> combine)
    {
        ArgumentNullException.ThrowIfNull(combine);
        return this.Select(values => values.Aggregate(combine));
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
