namespace Bpf.Shared;

/// <summary>The memory that the kernel allocates for an empty map (kernel/bpf/arraymap.c, hashtab.c, queue_stack_maps.c, stackmap.c, ringbuf.c).</summary>
/// <param name="SlotSize">Bytes per entry, independent of key and value.</param>
/// <param name="ElementSize">Bytes per element in addition to its key and values.</param>
/// <param name="HasElements">Whether the elements are preallocated, unless <see cref="MapFlags.NoPreallocation"/> is set.</param>
internal sealed record MapAllocation(int SlotSize, int ElementSize, bool HasElements)
{
    private const int Bucket = 16; // sizeof(struct bucket)

    /// <summary>Contiguous values.</summary>
    public static readonly MapAllocation Values = new(0, 0, true);

    /// <summary>One pointer per entry.</summary>
    public static readonly MapAllocation Pointers = new(sizeof(long), 0, false);

    /// <summary>A hash table.</summary>
    public static readonly MapAllocation Hash = new(Bucket, 48, true); // sizeof(struct htab_elem)

    /// <summary>A hash table with LRU lists.</summary>
    public static readonly MapAllocation LruHash = new(Bucket, 80, true); // with struct bpf_lru_node

    /// <summary>Returns the size in bytes for a map.</summary>
    /// <param name="entries">Its number of entries.</param>
    /// <param name="key">Size of a stored key in bytes.</param>
    /// <param name="values">Total size of the values of an entry on all CPUs, in bytes.</param>
    /// <param name="flags">Its flags.</param>
    public long Of(long entries, long key, long values, MapFlags flags)
        => entries * (SlotSize + (HasElements && (flags & MapFlags.NoPreallocation) == 0 ? ElementSize + key + values : 0));
}
