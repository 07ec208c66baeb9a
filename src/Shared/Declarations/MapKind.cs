namespace Bpf.Shared;

/// <summary>One kind of map: its kernel name and requirements, its declaration class in C#, and its handle class in user space.</summary>
internal sealed class MapKind
{
    private const string HandleNamespace = "Bpf.Runtime.";

    public MapKind(MapType type, string kernelName, string since, string description)
    {
        Type = type;
        KernelName = kernelName;
        Since = since;
        Description = description;
    }

    /// <summary>Its number and its name in C#.</summary>
    public MapType Type { get; }

    /// <summary>Name of the kernel's constant without <c>BPF_MAP_TYPE_</c>, in lower case.</summary>
    public string KernelName { get; }

    /// <summary>The first kernel that has it.</summary>
    public string Since { get; }

    /// <summary>Description for messages, in the plural: <c>ring buffers</c>.</summary>
    public string Description { get; }

    /// <summary>The unit of the capacity.</summary>
    public MapCapacity Capacity { get; init; }

    /// <summary>True when the keys are the indexes from 0 to the number of entries minus 1.</summary>
    public bool IsArray { get; init; }

    /// <summary>Key size in bytes that the kernel requires, 0 for maps without keys; null when any size is allowed.</summary>
    public int? KeySize { get; init; }

    /// <summary>Value sizes in bytes that the kernel allows; empty when any size is allowed.</summary>
    public int[] ValueSizes { get; init; } = [];

    /// <summary>The memory that the kernel allocates for an empty map; null when it allocates memory only for added elements.</summary>
    public MapAllocation? Allocation { get; init; }

    /// <summary>The contents that user space can list.</summary>
    public MapContents Contents { get; init; }

    /// <summary>True when every CPU has its own values.</summary>
    public bool IsPerCpu { get; init; }

    /// <summary>How it passes records; the kernel does not know their type.</summary>
    public RecordQueue Queue { get; init; }

    /// <summary>True for a map that passes records to or from user space.</summary>
    public bool HasRecords => Queue != RecordQueue.None;

    /// <summary>True when the values belong to tasks, sockets, inodes or cgroups.</summary>
    public bool IsStorage => Capacity == MapCapacity.Owners;

    /// <summary>True when the values are maps.</summary>
    public bool HoldsMaps { get; init; }

    /// <summary>True when the values are programs, which tail calls jump to.</summary>
    public bool HoldsPrograms { get; init; }

    /// <summary>True when it cannot be in a map of maps: the kernel cannot tell whether two of them are alike (<c>map_meta_equal</c>).</summary>
    public bool IsNeverInner { get; init; }

    /// <summary>Special fields that its values may contain.</summary>
    public MapFields Fields { get; init; }

    /// <summary>True when the key begins with a prefix length.</summary>
    public bool IsPrefixTrie { get; init; }

    /// <summary>True when the kernel accepts BTF types for keys and values (<c>map_check_btf</c> of <c>struct bpf_map_ops</c>).</summary>
    public bool HasTypes { get; init; } = true;

    /// <summary>True when the kernel requires BTF types for keys and values.</summary>
    public bool RequiresTypes { get; init; }

    /// <summary>True when the values have a type of the kernel's own BTF.</summary>
    public bool HasKernelType { get; init; }

    /// <summary>Size in bytes of a key that the kernel accepts, where <see cref="KeySize"/> leaves it open.</summary>
    public int SampleKeySize { get => KeySize ?? field; init; } = 4;

    /// <summary>Size in bytes of a value that the kernel accepts, where <see cref="ValueSizes"/> leaves it open.</summary>
    public int SampleValueSize { get => ValueSizes.Length > 0 ? ValueSizes[0] : field; init; } = 4;

    /// <summary>Flags that the kernel requires for such maps; the compiler sets them.</summary>
    public MapFlags ImpliedFlags { get; init; }

    /// <summary>Flags that the kernel adds by itself.</summary>
    public MapFlags AddedFlags { get; init; }

    /// <summary>Flags that the kernel accepts.</summary>
    public MapFlags AllowedFlags { get; init; }

    /// <summary>Full name of the class that declares such a map in C#, without type parameters; null when there is none.</summary>
    public string? Declaration { get; init; }

    /// <summary>Index of the declaration's type parameter for the key; -1 for none.</summary>
    public int KeyParameter { get; init; } = -1;

    /// <summary>Index of the declaration's type parameter for the value; -1 for none.</summary>
    public int ValueParameter { get; init; } = -1;

    /// <summary>Index of the declaration's type parameter for the record type; -1 for none.</summary>
    public int RecordParameter { get; init; } = -1;

    /// <summary>True when the key is a 32-bit number rather than a type parameter.</summary>
    public bool HasIndexKey { get; init; }

    /// <summary>Size in bytes of a value that is not a type parameter, such as a file descriptor or a stack; 0 for none.</summary>
    public int FixedValueSize { get; init; }

    /// <summary>
    /// Full name of the handle class in Bpf.Runtime for the declaration, without type parameters; null for the untyped one. It has the type
    /// parameters of the declaration; for a map of maps, one for the handle of the inner maps replaces the last two.
    /// </summary>
    public string? Handle { get; init; }

    /// <summary>Returns whether a handle class is the one for such maps.</summary>
    /// <param name="name">Name of the class, without namespace and type parameters.</param>
    public bool HasHandle(string name)
        => Handle is { } handle && handle.Length == HandleNamespace.Length + name.Length && handle.EndsWith(name, StringComparison.Ordinal);

    /// <summary>The number of type parameters of the declaration that stand for the key or the value.</summary>
    public int Arity => (KeyParameter < 0 ? 0 : 1) + (ValueParameter < 0 ? 0 : 1) + (RecordParameter < 0 ? 0 : 1);
}
