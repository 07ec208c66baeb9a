namespace Bpf;

/// <summary>A hash table with one value per key and CPU (<c>BPF_MAP_TYPE_PERCPU_HASH</c>, kernel 4.6). A program sees the value of its CPU.</summary>
/// <typeparam name="TKey">Unmanaged key type; it must not have padding bytes.</typeparam>
/// <typeparam name="TValue">Unmanaged value type.</typeparam>
public sealed class BpfPerCpuHashMap<TKey, TValue> : BpfHashMapBase<TKey, TValue>
    where TKey : unmanaged
    where TValue : unmanaged;
