using System.Collections;
using System.Runtime.InteropServices;

namespace Bpf.Runtime.Maps;

/// <summary>Enumerates the entries of a map with one value per key.</summary>
/// <param name="map">The map.</param>
/// <param name="removes">Whether the enumeration removes the entries.</param>
internal sealed class MapEnumerator<TKey, TValue>(BpfMap map, bool removes = false) : IEnumerator<(TKey Key, TValue Value)>
    where TKey : unmanaged
    where TValue : unmanaged
{
    private readonly MapEntries _entries = new(map, removes);
    private int _index = -1;

    public (TKey Key, TValue Value) Current => (MemoryMarshal.Read<TKey>(_entries.Key(_index)), MemoryMarshal.Read<TValue>(_entries.Value(_index)));

    object IEnumerator.Current => Current;

    public bool MoveNext()
    {
        if (++_index < _entries.Count)
        {
            return true;
        }

        _index = 0;
        return _entries.MoveNext();
    }

    public void Reset()
    {
        _index = -1;
        _entries.Reset();
    }

    public void Dispose()
    {
    }
}
