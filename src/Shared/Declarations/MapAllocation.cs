namespace Bpf.Shared;

/// <summary>The memory that the kernel takes for an empty map (kernel/bpf/arraymap.c, hashtab.c, queue_stack_maps.c, stackmap.c, ringbuf.c).</summary>
/// <param name="SlotSize">Bytes for each entry, whatever its key and value.</param>
/// <param name="ElementSize">Bytes beside the key and the values of an element.</param>
/// <param name="HasElements">The elements are there from the start, unless the flag <see cref="MapFlags.NoPreallocation"/> says otherwise.</param>
internal sealed record MapAllocation(int SlotSize, int ElementSize, bool HasElements)
{
    private const int Bucket = 16; // sizeof(struct bucket)

    /// <summary>Values side by side.</summary>
    public static readonly MapAllocation Values = new(0, 0, true);

    /// <summary>A pointer for each entry.</summary>
    public static readonly MapAllocation Pointers = new(sizeof(long), 0, false);

    /// <summary>A hash table.</summary>
    public static readonly MapAllocation Hash = new(Bucket, 48, true); // sizeof(struct htab_elem)

    /// <summary>A hash table with lists of what was used last.</summary>
    public static readonly MapAllocation LruHash = new(Bucket, 80, true); // with struct bpf_lru_node

    /// <summary>Bytes for a map.</summary>
    /// <param name="entries">Its entries.</param>
    /// <param name="key">Bytes of a key that is stored.</param>
    /// <param name="values">Bytes of the values of an entry, of all CPUs.</param>
    /// <param name="flags">Its flags.</param>
    public long Of(long entries, long key, long values, MapFlags flags)
        => entries * (SlotSize + (HasElements && (flags & MapFlags.NoPreallocation) == 0 ? ElementSize + key + values : 0));
}
