namespace Bpf;

/// <summary>Operations of maps with keys and values.</summary>
/// <typeparam name="TKey">Unmanaged key type; it must not have padding bytes.</typeparam>
/// <typeparam name="TValue">Unmanaged value type.</typeparam>
public abstract class BpfKeyedMap<TKey, TValue> : BpfMapDeclaration
    where TKey : unmanaged
    where TValue : unmanaged
{
    private protected BpfKeyedMap()
    {
    }

    /// <summary>Finds the value of a key in place (<c>bpf_map_lookup_elem</c>).</summary>
    /// <param name="key">The key.</param>
    /// <param name="value">The value's memory in the map; concurrent programs see every change.</param>
    /// <returns>False when the key is absent.</returns>
    [BpfCalls("bpf_map_lookup_elem")]
    public bool TryGetRef(scoped in TKey key, out BpfRef<TValue> value)
    {
        value = new BpfRef<TValue>(ref MapHelpers.LookupElement<TKey, TValue>(this, in key));
        return !value.IsNull;
    }

    /// <summary>Copies the value of a key.</summary>
    /// <param name="key">The key.</param>
    /// <param name="value">The value, or the default when the key is absent.</param>
    /// <returns>False when the key is absent.</returns>
    [BpfCalls("bpf_map_lookup_elem")]
    public bool TryGetValue(in TKey key, out TValue value)
    {
        if (TryGetRef(in key, out BpfRef<TValue> reference))
        {
            value = reference.Value;
            return true;
        }

        value = default;
        return false;
    }

    /// <summary>Returns whether the map contains the key.</summary>
    /// <param name="key">The key.</param>
    /// <returns>True when present.</returns>
    [BpfCalls("bpf_map_lookup_elem")]
    public bool ContainsKey(in TKey key) => TryGetRef(in key, out _);

    /// <summary>Writes a value (<c>bpf_map_update_elem</c>).</summary>
    /// <param name="key">The key.</param>
    /// <param name="value">The value; the kernel copies it.</param>
    /// <param name="mode">Insert, replace or both.</param>
    /// <returns>0, or a negative errno: -EEXIST, -ENOENT, -E2BIG when the map is full, -ENOMEM, -EBUSY.</returns>
    [BpfCalls("bpf_map_update_elem")]
    public long Update(in TKey key, in TValue value, BpfUpdateMode mode = BpfUpdateMode.Any)
        => MapHelpers.UpdateElement(this, in key, in value, (ulong)mode);

    /// <summary>Calls a function for every element (<c>bpf_for_each_map_elem</c>, kernel 5.13; hash, LRU hash and array maps).</summary>
    /// <typeparam name="TState">Unmanaged type of the state shared by the calls.</typeparam>
    /// <param name="callback">A static lambda or a static method.</param>
    /// <param name="state">State shared by the calls; must be a local variable.</param>
    /// <returns>Number of elements processed, or a negative errno.</returns>
    [BpfCalls("bpf_for_each_map_elem")]
    public long ForEach<TState>(BpfElementCallback<TKey, TValue, TState> callback, ref TState state)
        where TState : unmanaged => CallbackHelpers.ForEachElement(this, callback, ref state, 0);
}
