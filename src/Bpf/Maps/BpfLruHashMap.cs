namespace Bpf;

/// <summary>A hash table that drops the least recently used entries when full (<c>BPF_MAP_TYPE_LRU_HASH</c>, kernel 4.10).</summary>
/// <typeparam name="TKey">Unmanaged key type; it must not have padding bytes.</typeparam>
/// <typeparam name="TValue">Unmanaged value type.</typeparam>
public sealed class BpfLruHashMap<TKey, TValue> : BpfHashMapBase<TKey, TValue>
    where TKey : unmanaged
    where TValue : unmanaged;
