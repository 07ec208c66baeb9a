namespace Bpf;

/// <summary>
/// Declares a BPF map. The field must be <c>static readonly</c>, of one of the map types of this namespace, and initialized with <c>new()</c>.
/// </summary>
[AttributeUsage(AttributeTargets.Field)]
public sealed class BpfMapAttribute : Attribute
{
    /// <summary>Number of entries, 1 or more. Required for every map type that counts entries.</summary>
    public int MaxEntries { get; set; }

    /// <summary>Size of a ring buffer in bytes; the loader rounds it up to a power of two and at least one page.</summary>
    public int ByteSize { get; set; }

    /// <summary>Name of the map in the object; the field name when null or empty. The kernel shows the first 15 characters.</summary>
    public string? Name { get; set; }

    /// <summary>Creation flags passed to <c>BPF_MAP_CREATE</c>. The compiler adds those without which the kernel rejects every map of the kind.</summary>
    public MapFlags Flags { get; set; }

    /// <summary>Whether the loader pins the map by name in the BPF file system and reuses an existing pin.</summary>
    public BpfMapPinning Pinning { get; set; }

    /// <summary>NUMA node of the map's memory. A node other than 0 implies <see cref="MapFlags.NumaNode"/>; for node 0, set the flag.</summary>
    public int NumaNode { get; set; }

    /// <summary>
    /// Type-specific extra value (<c>map_extra</c> of <c>BPF_MAP_CREATE</c>, kernel 5.16), such as the number of hash functions of a Bloom filter.
    /// </summary>
    public ulong MapExtra { get; set; }
}
