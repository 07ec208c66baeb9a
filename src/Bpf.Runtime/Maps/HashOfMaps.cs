using System.Collections;
using Bpf.Runtime.Maps;

namespace Bpf.Runtime;

/// <summary>A hash table of maps (kernel 4.12). Enumerates the keys, with the id of the map for each.</summary>
/// <typeparam name="TKey">Key type, of the outer map's key size. Padding bytes are part of the key.</typeparam>
/// <typeparam name="TInner">Handle type of the inner maps; <see cref="BpfMap"/> when there is none for their type.</typeparam>
/// <param name="map">A map of type HashOfMaps.</param>
/// <exception cref="BpfException">The map has another type or key size.</exception>
public sealed class HashOfMaps<TKey, TInner>(BpfMap map) : MapOfMaps<TKey, TInner>(map, nameof(HashOfMaps<,>)), IEnumerable<(TKey Key, uint MapId)>
    where TKey : unmanaged
    where TInner : IMapHandle<TInner>
{
    /// <inheritdoc cref="HashMap{TKey, TValue}.GetEnumerator"/>
    public IEnumerator<(TKey Key, uint MapId)> GetEnumerator() => new MapEnumerator<TKey, uint>(Map);

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
