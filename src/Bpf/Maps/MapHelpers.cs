namespace Bpf;

/// <summary>The kernel helpers that the map classes are written with.</summary>
internal static class MapHelpers
{
    [BpfHelper(1)] // bpf_map_lookup_elem
    internal static ref TValue LookupElement<TKey, TValue>(BpfMapDeclaration map, in TKey key) => throw new BpfOnlyException();

    [BpfHelper(2)] // bpf_map_update_elem
    internal static long UpdateElement<TKey, TValue>(BpfMapDeclaration map, in TKey key, in TValue value, ulong flags) => throw new BpfOnlyException();

    [BpfHelper(3)] // bpf_map_delete_elem
    internal static long DeleteElement<TKey>(BpfMapDeclaration map, in TKey key) => throw new BpfOnlyException();

    [BpfHelper(130)] // bpf_ringbuf_output
    internal static long RingBufferOutput<T>(BpfMapDeclaration map, in T data, ulong size, ulong flags) => throw new BpfOnlyException();

    [BpfHelper(131)] // bpf_ringbuf_reserve
    internal static ref T RingBufferReserve<T>(BpfMapDeclaration map, ulong size, ulong flags) => throw new BpfOnlyException();

    [BpfHelper(132)] // bpf_ringbuf_submit
    internal static void RingBufferSubmit<T>(ref T data, ulong flags) => throw new BpfOnlyException();

    [BpfHelper(133)] // bpf_ringbuf_discard
    internal static void RingBufferDiscard<T>(ref T data, ulong flags) => throw new BpfOnlyException();

    [BpfHelper(134)] // bpf_ringbuf_query
    internal static ulong RingBufferQuery(BpfMapDeclaration map, ulong flags) => throw new BpfOnlyException();
}
