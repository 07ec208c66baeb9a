using System.Collections;

namespace Bpf.Runtime;

/// <summary>An array of maps (kernel 4.12). Enumerates the filled slots, with the id of the map in each.</summary>
/// <typeparam name="TInner">Handle type of the inner maps; <see cref="BpfMap"/> when there is none for their type.</typeparam>
/// <param name="map">A map of type ArrayOfMaps.</param>
/// <exception cref="BpfException">The map has another type.</exception>
public sealed class ArrayOfMaps<TInner>(BpfMap map) : MapOfMaps<int, TInner>(map, nameof(ArrayOfMaps<>)), IEnumerable<(int Index, uint MapId)>
    where TInner : IMapHandle<TInner>
{
    /// <summary>Number of slots.</summary>
    public int Count => (int)Map.MaxEntries;

    /// <inheritdoc/>
    public IEnumerator<(int Index, uint MapId)> GetEnumerator()
    {
        for (int index = 0; index < Count; index++)
        {
            if (TryGetId(index, out uint id))
            {
                yield return (index, id);
            }
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
