using Bpf.Objects.Btf;
using Bpf.Objects.Maps;
using Bpf.Runtime;

namespace Bpf.Objects;

/// <summary>A map as the object defines it. What depends on the machine, such as one entry for each CPU, is filled in when the object is loaded.</summary>
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

    /// <summary>Name; that of the section for the map of a section of global variables.</summary>
    public string Name { get; }

    /// <summary>Map type.</summary>
    public MapType Type { get; }

    /// <summary>Bytes of a key.</summary>
    public int KeySize { get; }

    /// <summary>Bytes of a value.</summary>
    public int ValueSize { get; }

    /// <summary>Capacity: entries, or bytes for ring buffers; 0 where the loader chooses it.</summary>
    public uint MaxEntries { get; }

    /// <summary>Creation flags.</summary>
    public MapFlags Flags { get; }

    /// <summary>True when the loader pins the map under its name, and takes one that it finds there.</summary>
    public bool IsPinnedByName { get; }

    /// <summary>Type of the keys; <see langword="null"/> when the object does not say it, or there are none.</summary>
    public TypeDescription? KeyType { get; }

    /// <summary>Type of the values; <see langword="null"/> when the object does not say it, there are none, or they are records.</summary>
    public TypeDescription? ValueType { get; }

    /// <summary>For ring buffers and perf event arrays: type of the records; <see langword="null"/> when the object does not say it.</summary>
    public TypeDescription? RecordType { get; }

    /// <summary>Bytes of that type; records may be longer where it ends with an array without length.</summary>
    public int? RecordSize { get; }

    /// <summary>Programs or maps that fill the slots of a program array or a map of maps, by slot; <see langword="null"/> for an empty slot.</summary>
    public IReadOnlyList<string?> InitialSlots { get; }

    /// <summary>For maps of maps: what the inner maps look like; else <see langword="null"/>.</summary>
    public MapDescription? Inner { get; }
}
