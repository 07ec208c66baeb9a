using Bpf.Runtime;

namespace Bpf.Objects.Maps;

/// <summary>A map as the object file defines it.</summary>
internal sealed class MapDefinition
{
    public required string Name { get; init; }

    public MapType Type { get; set; }

    public int KeySize { get; set; }

    public int ValueSize { get; set; }

    public uint MaxEntries { get; set; }

    public MapFlags Flags { get; set; }

    public ulong Extra { get; set; }

    public uint NumaNode { get; set; }

    /// <summary>Pinned under its name in the pin directory (<c>LIBBPF_PIN_BY_NAME</c>).</summary>
    public bool PinnedByName { get; set; }

    /// <summary>BTF type of the key, 0 when unknown.</summary>
    public uint KeyTypeId { get; set; }

    /// <summary>BTF type of the value, 0 when unknown.</summary>
    public uint ValueTypeId { get; set; }

    /// <summary>For queues of records: their type, where the object says it.</summary>
    public RecordType? Record { get; set; }

    /// <summary>For maps of maps: what inner maps look like.</summary>
    public MapDefinition? Inner { get; set; }

    /// <summary>ELF section and byte offset of the definition; -1 for maps that have none.</summary>
    public int SectionIndex { get; init; } = -1;

    public ulong SectionOffset { get; init; }

    /// <summary>Offset in bytes of the member <c>values</c> in the definition, -1 when it has none.</summary>
    public int ValuesOffset { get; set; } = -1;

    /// <summary>Symbols that fill the slots of a map of maps or of programs, by slot; <see langword="null"/> for an empty slot.</summary>
    public string?[] InitialSlots { get; set; } = [];

    /// <summary>For tables of functions: what the object has of the table.</summary>
    public StructOpsDefinition? StructOps { get; init; }

    /// <summary>Name the kernel is given; at most 15 bytes reach it.</summary>
    public string KernelName { get; init; } = "";
}
