using Bpf.Objects.Btf;
using Bpf.Objects.Maps;
using Bpf.Runtime;

namespace Bpf.Objects;

/// <summary>
/// A map as the object defines it. Values that depend on the machine, such as one entry per CPU, are filled in when the object is loaded.
/// </summary>
public sealed class MapDescription
{
    internal MapDescription(MapDefinition definition, BtfTypeTable? types)
    {
        Name = definition.Name;
        Type = definition.Type;
        (KeySize, ValueSize) = ElementSizes.Of(definition.Type, definition.KeySize, definition.ValueSize);
        MaxEntries = definition.MaxEntries;
        Flags = definition.Flags;
        IsPinnedByName = definition.PinnedByName;
        InitialSlots = definition.InitialSlots;
        RecordType = TypeDescription.Of(types, definition.Record?.TypeId ?? 0);
        RecordSize = definition.Record?.Size;
        KeyType = KeySize == 0 ? null : TypeDescription.Of(types, definition.KeyTypeId);
        ValueType = ValueSize == 0 || RecordType is not null ? null : TypeDescription.Of(types, definition.ValueTypeId);
        Inner = definition.Inner is { } inner ? new MapDescription(inner, types) : null;
    }

    /// <summary>Name; for a map of global variables, the name of their section.</summary>
    public string Name { get; }

    /// <summary>Map type.</summary>
    public MapType Type { get; }

    /// <summary>Size of a key in bytes.</summary>
    public int KeySize { get; }

    /// <summary>Size of a value in bytes.</summary>
    public int ValueSize { get; }

    /// <summary>Capacity in entries, or in bytes for ring buffers; 0 when the loader chooses it.</summary>
    public uint MaxEntries { get; }

    /// <summary>Creation flags.</summary>
    public MapFlags Flags { get; }

    /// <summary>True when the loader pins the map under its name and reuses a map already pinned there.</summary>
    public bool IsPinnedByName { get; }

    /// <summary>Type of the keys; <see langword="null"/> when the object does not state it, or there are none.</summary>
    public TypeDescription? KeyType { get; }

    /// <summary>Type of the values; <see langword="null"/> when the object does not state it, there are none, or they are records.</summary>
    public TypeDescription? ValueType { get; }

    /// <summary>For ring buffers and perf event arrays: type of the records; <see langword="null"/> when the object does not state it.</summary>
    public TypeDescription? RecordType { get; }

    /// <summary>Size of that type in bytes; records may be longer when it ends with a flexible array.</summary>
    public int? RecordSize { get; }

    /// <summary>Programs or maps that fill the slots of a program array or a map of maps, by slot; <see langword="null"/> for an empty slot.</summary>
    public IReadOnlyList<string?> InitialSlots { get; }

    /// <summary>For maps of maps: description of the inner maps; otherwise <see langword="null"/>.</summary>
    public MapDescription? Inner { get; }
}
