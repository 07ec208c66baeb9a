namespace Bpf.Shared;

/// <summary>A map as declared by a field; values omitted in the source are 0 or null.</summary>
/// <param name="Kind">The kind that the field's class represents.</param>
internal sealed record DeclaredMap(MapKind Kind)
{
    public int MaxEntries { get; init; }

    public int ByteSize { get; init; }

    /// <summary>The flags as declared.</summary>
    public MapFlags Flags { get; init; }

    public int NumaNode { get; init; }

    /// <summary>The key type, when a type parameter specifies it.</summary>
    public ElementType? Key { get; init; }

    /// <summary>The value type, when a type parameter specifies it.</summary>
    public ElementType? Value { get; init; }

    /// <summary>The record type, for maps that pass records to user space.</summary>
    public ElementType? Record { get; init; }

    /// <summary>The inner maps of a map of maps.</summary>
    public DeclaredMap? Inner { get; init; }

    /// <summary>The number of maps that a map of maps initially contains.</summary>
    public int InitialCount { get; init; }

    /// <summary>The flags passed to the kernel: including those that the kind requires, and the one that a NUMA node requires.</summary>
    public MapFlags EffectiveFlags => Flags | Kind.ImpliedFlags | (NumaNode == 0 ? MapFlags.None : MapFlags.NumaNode);

    /// <summary>Returns the size in bytes that the kernel allocates for the empty map, as far as the declaration determines it.</summary>
    /// <param name="processors">The number of CPUs.</param>
    public long MemoryOf(int processors) => Kind.Capacity == MapCapacity.Bytes ? ByteSize
        : Kind.Allocation?.Of(
            MaxEntries, Aligned(Key?.Size ?? 0), Aligned(Value?.Size ?? Kind.FixedValueSize) * (Kind.IsPerCpu ? processors : 1), EffectiveFlags) ?? 0;

    /// <summary>Returns the name of a map in the object.</summary>
    /// <param name="name">The name in the declaration; null or empty for none.</param>
    /// <param name="field">The name of the field.</param>
    public static string NameOf(string? name, string field) => string.IsNullOrEmpty(name) ? field : name!;

    private static long Aligned(long size) => (size + 7) / 8 * 8;
}
