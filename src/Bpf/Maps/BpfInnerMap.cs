namespace Bpf;

/// <summary>A map found in a map of maps; valid until the program ends.</summary>
/// <typeparam name="TKey">Unmanaged key type of the inner map.</typeparam>
/// <typeparam name="TValue">Unmanaged value type of the inner map.</typeparam>
public readonly unsafe ref struct BpfInnerMap<TKey, TValue>
    where TKey : unmanaged
    where TValue : unmanaged
{
    private readonly void* _map;

    internal BpfInnerMap(void* map) => _map = map;

    /// <summary>True when there is no map.</summary>
    public bool IsNull => _map == null;

    /// <summary>Finds the value of a key in place (<c>bpf_map_lookup_elem</c>).</summary>
    /// <param name="key">The key.</param>
    /// <param name="value">The value's memory in the map.</param>
    /// <returns>False when the key is absent.</returns>
    [BpfCalls("bpf_map_lookup_elem")]
    public bool TryGetRef(scoped in TKey key, out BpfRef<TValue> value)
    {
        value = new BpfRef<TValue>(ref MapHelpers.LookupElement<TKey, TValue>(_map, in key));
        return !value.IsNull;
    }

    /// <summary>Writes a value (<c>bpf_map_update_elem</c>).</summary>
    /// <param name="key">The key.</param>
    /// <param name="value">The value; the kernel copies it.</param>
    /// <param name="mode">Insert, replace or both.</param>
    /// <returns>0, or a negative errno.</returns>
    [BpfCalls("bpf_map_update_elem")]
    public long Update(in TKey key, in TValue value, BpfUpdateMode mode = BpfUpdateMode.Any)
        => MapHelpers.UpdateElement(_map, in key, in value, (ulong)mode);

    /// <summary>Removes a key (<c>bpf_map_delete_elem</c>).</summary>
    /// <param name="key">The key.</param>
    /// <returns>0, or -ENOENT when the key is absent.</returns>
    [BpfCalls("bpf_map_delete_elem")]
    public long Delete(in TKey key) => MapHelpers.DeleteElement(_map, in key);
}
