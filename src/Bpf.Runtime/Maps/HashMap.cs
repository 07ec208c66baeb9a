using System.Collections;
using System.Diagnostics.CodeAnalysis;
using Bpf.Runtime.Maps;
using Bpf.Runtime.Syscalls;

namespace Bpf.Runtime;

/// <summary>Typed access to a hash map, in the manner of a dictionary. Each call is one system call; enumeration reads in batches.</summary>
/// <typeparam name="TKey">Key type, of the map's key size. Padding bytes are part of the key.</typeparam>
/// <typeparam name="TValue">Value type, of the map's value size.</typeparam>
public sealed class HashMap<TKey, TValue> : IEnumerable<(TKey Key, TValue Value)>, IMapHandle<HashMap<TKey, TValue>>
    where TKey : unmanaged
    where TValue : unmanaged
{
    /// <summary>Creates a typed handle for a map.</summary>
    /// <param name="map">A map of type Hash or LruHash.</param>
    /// <exception cref="BpfException">The map has another type or other sizes.</exception>
    public HashMap(BpfMap map)
    {
        MapValue.Require<TKey, TValue>(map, nameof(HashMap<,>));
        Map = map;
    }

    /// <summary>The untyped map.</summary>
    public BpfMap Map { get; }

    static HashMap<TKey, TValue> IMapHandle<HashMap<TKey, TValue>>.Of(BpfMap map) => new(map);

    /// <summary>Gets or sets the value of a key.</summary>
    /// <param name="key">The key.</param>
    /// <exception cref="KeyNotFoundException">On reading: the key is absent.</exception>
    /// <exception cref="BpfException">On writing: the map is full (E2BIG) or the kernel refused.</exception>
    public TValue this[TKey key]
    {
        get => TryGetValue(key, out TValue value) ? value : throw new KeyNotFoundException($"Map '{Map.Name}' has no key '{key}'.");
        set => Map.Update(MapValue.Bytes(in key), MapValue.Bytes(in value));
    }

    /// <summary>Reads the value of a key.</summary>
    /// <param name="key">The key.</param>
    /// <param name="value">The value, or the default.</param>
    /// <returns><see langword="false"/> when the key is absent.</returns>
    public bool TryGetValue(TKey key, [MaybeNullWhen(false)] out TValue value)
    {
        value = default;
        return Map.TryLookup(MapValue.Bytes(in key), MapValue.WritableBytes(ref value));
    }

    /// <summary>Returns whether the key is present.</summary>
    /// <param name="key">The key.</param>
    public bool ContainsKey(TKey key) => TryGetValue(key, out _);

    /// <summary>Adds a key if it is absent.</summary>
    /// <param name="key">The key.</param>
    /// <param name="value">Its value.</param>
    /// <returns><see langword="false"/> when the key is present; its value is then unchanged.</returns>
    /// <exception cref="BpfException">The map is full (E2BIG) or the kernel refused.</exception>
    public bool TryAdd(TKey key, TValue value)
    {
        Errno error = Map.TryUpdate(MapValue.Bytes(in key), MapValue.Bytes(in value), MapUpdateMode.Insert);
        return error switch
        {
            Errno.None => true,
            Errno.EEXIST => false,
            _ => throw BpfException.FromKernel("write map", Map.Name, error),
        };
    }

    /// <summary>Removes a key.</summary>
    /// <param name="key">The key.</param>
    /// <returns><see langword="false"/> when the key was absent.</returns>
    public bool Remove(TKey key) => Map.Remove(MapValue.Bytes(in key));

    /// <summary>Reads and removes the value of a key in one step (kernel 5.14).</summary>
    /// <param name="key">The key.</param>
    /// <param name="value">The value, or the default.</param>
    /// <returns><see langword="false"/> when the key was absent.</returns>
    public bool TryTake(TKey key, [MaybeNullWhen(false)] out TValue value)
    {
        value = default;
        return Map.TryTake(MapValue.Bytes(in key), MapValue.WritableBytes(ref value));
    }

    /// <summary>
    /// Enumerates a map that may be modified concurrently: every entry that stays is seen at least once; entries added or removed meanwhile may or
    /// may not be seen.
    /// </summary>
    public IEnumerator<(TKey Key, TValue Value)> GetEnumerator() => new MapEnumerator<TKey, TValue>(Map);

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
