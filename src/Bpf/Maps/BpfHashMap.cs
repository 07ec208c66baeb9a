namespace Bpf;

/// <summary>A hash table shared by all CPUs (<c>BPF_MAP_TYPE_HASH</c>, kernel 3.19).</summary>
/// <typeparam name="TKey">Unmanaged key type; it must not have padding bytes.</typeparam>
/// <typeparam name="TValue">Unmanaged value type.</typeparam>
[BpfMapKind(BpfMapType.Hash, KeyParameter = 0, ValueParameter = 1)]
public sealed class BpfHashMap<TKey, TValue> : BpfKeyedMap<TKey, TValue>
    where TKey : unmanaged
    where TValue : unmanaged
{
    /// <summary>Removes a key (<c>bpf_map_delete_elem</c>).</summary>
    /// <param name="key">The key.</param>
    /// <returns>0, or -ENOENT when the key is absent.</returns>
    public long Delete(in TKey key) => MapHelpers.DeleteElement(this, in key);
}
