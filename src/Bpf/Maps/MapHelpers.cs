namespace Bpf;

/// <summary>The kernel helpers used by the map classes.</summary>
internal static unsafe class MapHelpers
{
    [BpfHelper(1)] // bpf_map_lookup_elem
    internal static ref TValue LookupElement<TKey, TValue>(BpfMapDeclaration map, scoped in TKey key) => throw new BpfOnlyException();

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

    [BpfHelper(87)] // bpf_map_push_elem
    internal static long PushElement<T>(BpfMapDeclaration map, in T value, ulong flags) => throw new BpfOnlyException();

    [BpfHelper(88)] // bpf_map_pop_elem
    internal static long PopElement<T>(BpfMapDeclaration map, ref T value) => throw new BpfOnlyException();

    [BpfHelper(89)] // bpf_map_peek_elem
    internal static long PeekElement<T>(BpfMapDeclaration map, ref T value) => throw new BpfOnlyException();

    [BpfHelper(89)] // bpf_map_peek_elem of a bloom filter, which only tests
    internal static long TestElement<T>(BpfMapDeclaration map, in T value) => throw new BpfOnlyException();

    [BpfHelper(25)] // bpf_perf_event_output
    internal static long PerfEventOutput<T>(void* context, BpfMapDeclaration map, ulong flags, in T data, ulong size) => throw new BpfOnlyException();

    [BpfHelper(107)] // bpf_sk_storage_get
    internal static ref T SocketStorageGet<T>(BpfMapDeclaration map, void* owner, void* initial, ulong flags) => throw new BpfOnlyException();

    [BpfHelper(145)] // bpf_inode_storage_get
    internal static ref T InodeStorageGet<T>(BpfMapDeclaration map, void* owner, void* initial, ulong flags) => throw new BpfOnlyException();

    [BpfHelper(156)] // bpf_task_storage_get
    internal static ref T TaskStorageGet<T>(BpfMapDeclaration map, void* owner, void* initial, ulong flags) => throw new BpfOnlyException();

    [BpfHelper(210)] // bpf_cgrp_storage_get
    internal static ref T CgroupStorageGet<T>(BpfMapDeclaration map, void* owner, void* initial, ulong flags) => throw new BpfOnlyException();

    [BpfHelper(1)] // bpf_map_lookup_elem of a map of maps
    internal static void* LookupInner<TKey>(BpfMapDeclaration map, in TKey key) => throw new BpfOnlyException();

    [BpfHelper(1)] // bpf_map_lookup_elem of an inner map
    internal static ref TValue LookupElement<TKey, TValue>(void* map, scoped in TKey key) => throw new BpfOnlyException();

    [BpfHelper(2)] // bpf_map_update_elem of an inner map
    internal static long UpdateElement<TKey, TValue>(void* map, in TKey key, in TValue value, ulong flags) => throw new BpfOnlyException();

    [BpfHelper(3)] // bpf_map_delete_elem of an inner map
    internal static long DeleteElement<TKey>(void* map, in TKey key) => throw new BpfOnlyException();
}
