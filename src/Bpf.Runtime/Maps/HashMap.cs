using System.Collections;
using System.Diagnostics.CodeAnalysis;
using Bpf.Runtime.Maps;
using Bpf.Runtime.Syscalls;

namespace Bpf.Runtime;

/// <summary>Typed access to a hash map, in the manner of a dictionary. Each call for a key is one system call; enumeration reads in batches.</summary>
/// <typeparam name="TKey">Key type, of the map's key size. Padding bytes are part of the key.</typeparam>
/// <typeparam name="TValue">Value type, of the map's value size.</typeparam>
public sealed unsafe class HashMap<TKey, TValue> : KeyedMap<TKey>, IEnumerable<(TKey Key, TValue Value)>, IMapHandle<HashMap<TKey, TValue>>
    where TKey : unmanaged
    where TValue : unmanaged
{
    /// <summary>Creates a typed handle for a map.</summary>
    /// <param name="map">A map of type Hash or LruHash.</param>
    /// <exception cref="BpfException">The map has another type or other sizes.</exception>
    public HashMap(BpfMap map)
        : base(map)
        => MapValue.Require<TKey, TValue>(map, nameof(HashMap<,>));

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
            _ => throw BpfException.FromKernel("write map", Map.Name, error, Map.AdviceForUpdate(error)),
        };
    }

    /// <summary>Writes the values of keys in one system call (kernel 5.6), or one after the other where the map or the kernel does not support that.</summary>
    /// <param name="keys">The keys.</param>
    /// <param name="values">Their values, in the same order.</param>
    /// <exception cref="ArgumentException">There are not as many values as keys.</exception>
    /// <exception cref="BpfException">
    /// The map is full (E2BIG) or the kernel refused. The entries before the one that failed are written; the message says how many.
    /// </exception>
    public void Update(ReadOnlySpan<TKey> keys, ReadOnlySpan<TValue> values)
    {
        if (keys.Length != values.Length)
        {
            throw new ArgumentException($"There are {keys.Length} keys, but {values.Length} values.", nameof(values));
        }

        if (keys.IsEmpty)
        {
            return;
        }

        uint written = (uint)keys.Length;
        Errno error;
        fixed (TKey* key = keys)
        fixed (TValue* value = values)
        {
            error = Map.Batch(BpfCommand.MapUpdateBatch, null, null, key, value, ref written);
        }

        if (error is Errno.EINVAL or Errno.EOPNOTSUPP or Errno.ENOTSUPP)
        {
            error = Errno.None;
            for (written = 0; error == Errno.None && written < keys.Length; written += error == Errno.None ? 1u : 0)
            {
                error = Map.TryUpdate(MapValue.Bytes(in keys[(int)written]), MapValue.Bytes(in values[(int)written]));
            }
        }

        if (error != Errno.None)
        {
            throw BpfException.FromKernel(
                "write map", Map.Name, error, $"{written} of {keys.Length} entries were written. {Map.AdviceForUpdate(error)}".TrimEnd());
        }
    }

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

    /// <summary>
    /// Reads and removes all entries, in batches (kernel 5.6), where each entry is read and removed in one step: no update between the two is lost. Where the
    /// map or the kernel does not support that, entry by entry; that is one step only since kernel 5.14, and two steps for tries. An enumeration that ends
    /// early has already removed the rest of its batch. Entries that programs add meanwhile may stay.
    /// </summary>
    /// <exception cref="BpfException">On enumerating: the kernel refused.</exception>
    public IEnumerable<(TKey Key, TValue Value)> Drain()
    {
        using MapEnumerator<TKey, TValue> entries = new(Map, removes: true);
        while (entries.MoveNext())
        {
            yield return entries.Current;
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
