namespace Bpf;

/// <summary>A hash table shared by all CPUs (<c>BPF_MAP_TYPE_HASH</c>, kernel 3.19).</summary>
/// <typeparam name="TKey">Unmanaged key type; it must not have padding bytes.</typeparam>
/// <typeparam name="TValue">Unmanaged value type.</typeparam>
public sealed class BpfHashMap<TKey, TValue> : BpfHashMapBase<TKey, TValue>
    where TKey : unmanaged
    where TValue : unmanaged;
