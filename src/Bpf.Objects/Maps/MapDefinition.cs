using Bpf.Runtime;
using Bpf.Shared;

namespace Bpf.Objects.Maps;

/// <summary>A map as the object file defines it.</summary>
internal sealed class MapDefinition
{
    public required string Name { get; init; }

    public MapType Type { get; set; }

    /// <summary>The row of its type; <see langword="null"/> when the type is newer than the table.</summary>
    public MapKind? Kind => MapKinds.Find(Type);

    public int KeySize { get; set; }

    public int ValueSize { get; set; }

    public uint MaxEntries { get; set; }

    public MapFlags Flags { get; set; }

    public ulong Extra { get; set; }

    public uint NumaNode { get; set; }

    /// <summary>True when the map is pinned under its name in the pin directory (<c>LIBBPF_PIN_BY_NAME</c>).</summary>
    public bool PinnedByName { get; set; }

    /// <summary>BTF type of the key, 0 when unknown.</summary>
    public uint KeyTypeId { get; set; }

    /// <summary>BTF type of the value, 0 when unknown.</summary>
    public uint ValueTypeId { get; set; }

    /// <summary>For queues of records: the record type, if the object states it.</summary>
    public RecordType? Record { get; set; }

    /// <summary>For maps of maps: the definition of the inner maps.</summary>
    public MapDefinition? Inner { get; set; }

    /// <summary>ELF section and byte offset of the definition; -1 for maps that have none.</summary>
    public int SectionIndex { get; init; } = -1;

    public ulong SectionOffset { get; init; }

    /// <summary>Offset in bytes of the member <c>values</c> in the definition, -1 when it has none.</summary>
    public int ValuesOffset { get; set; } = -1;

    /// <summary>Symbols that fill the slots of a map of maps or a program array, by slot; <see langword="null"/> for an empty slot.</summary>
    public string?[] InitialSlots { get; set; } = [];

    /// <summary>For struct_ops maps: the table of functions as the object defines it.</summary>
    public StructOpsDefinition? StructOps { get; init; }

    /// <summary>Name to give the kernel, which keeps at most 15 bytes of it.</summary>
    public string KernelName { get; init; } = "";
}
