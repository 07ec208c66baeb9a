namespace Bpf;

/// <summary>Operations of maps with entries that can be added and removed.</summary>
/// <typeparam name="TKey">Unmanaged key type; it must not have padding bytes.</typeparam>
/// <typeparam name="TValue">Unmanaged value type.</typeparam>
public abstract class BpfHashMapBase<TKey, TValue> : BpfKeyedMap<TKey, TValue>
    where TKey : unmanaged
    where TValue : unmanaged
{
    private protected BpfHashMapBase()
    {
    }

    /// <summary>Removes a key (<c>bpf_map_delete_elem</c>).</summary>
    /// <param name="key">The key.</param>
    /// <returns>0, or -ENOENT when the key is absent.</returns>
    [BpfCalls("bpf_map_delete_elem")]
    public long Delete(in TKey key) => MapHelpers.DeleteElement(this, in key);
}
