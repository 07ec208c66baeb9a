namespace Bpf;

/// <summary>A fixed-size array shared by all CPUs, initially zero (<c>BPF_MAP_TYPE_ARRAY</c>, kernel 3.19). The key is the index.</summary>
/// <typeparam name="T">Unmanaged element type.</typeparam>
public sealed class BpfArray<T> : BpfIndexedMap<T>
    where T : unmanaged;
