namespace Bpf.Shared;

/// <summary>A map as a field declares it; what the source leaves out is 0 or null.</summary>
/// <param name="Kind">The kind that the class of the field stands for.</param>
internal sealed record DeclaredMap(MapKind Kind)
{
    public int MaxEntries { get; init; }

    public int ByteSize { get; init; }

    /// <summary>The flags as written.</summary>
    public MapFlags Flags { get; init; }

    public int NumaNode { get; init; }

    /// <summary>The type of the keys, where a type parameter says it.</summary>
    public ElementType? Key { get; init; }

    /// <summary>The type of the values, where a type parameter says it.</summary>
    public ElementType? Value { get; init; }

    /// <summary>The type of the records, for queues to user space.</summary>
    public ElementType? Record { get; init; }

    /// <summary>The inner maps of a map of maps.</summary>
    public DeclaredMap? Inner { get; init; }

    /// <summary>The number of maps that a map of maps holds from the start.</summary>
    public int InitialCount { get; init; }

    /// <summary>The flags that the kernel gets: those that the kind cannot do without are set, and a node needs its flag.</summary>
    public MapFlags EffectiveFlags => Flags | Kind.ImpliedFlags | (NumaNode == 0 ? MapFlags.None : MapFlags.NumaNode);

    /// <summary>Bytes that the kernel takes for the empty map, as far as the declaration tells.</summary>
    /// <param name="processors">The number of CPUs.</param>
    public long MemoryOf(int processors) => Kind.Capacity == MapCapacity.Bytes ? ByteSize
        : Kind.Allocation?.Of(
            MaxEntries, Aligned(Key?.Size ?? 0), Aligned(Value?.Size ?? Kind.FixedValueSize) * (Kind.IsPerCpu ? processors : 1), EffectiveFlags) ?? 0;

    /// <summary>The name of a map in the object.</summary>
    /// <param name="name">The name that the declaration gives; null or empty for none.</param>
    /// <param name="field">The name of the field.</param>
    public static string NameOf(string? name, string field) => string.IsNullOrEmpty(name) ? field : name!;

    private static long Aligned(long size) => (size + 7) / 8 * 8;
}
