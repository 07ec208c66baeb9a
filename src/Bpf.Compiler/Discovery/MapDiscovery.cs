using System.Collections.Immutable;
using System.Reflection.Metadata;
using Bpf.Compiler.Metadata;
using Bpf.Shared;

namespace Bpf.Compiler.Discovery;

/// <summary>Reads map declarations.</summary>
internal static class MapDiscovery
{
    private const string KindAttribute = "Bpf.BpfMapKindAttribute";
    private const uint RingBuffer = 27; // BPF_MAP_TYPE_RINGBUF
    private const uint UserRingBuffer = 31; // BPF_MAP_TYPE_USER_RINGBUF
    private const uint NoPreallocation = 1; // BPF_F_NO_PREALLOC
    private const uint MemoryMappable = 1 << 10; // BPF_F_MMAPABLE
    private const uint Arena = 33; // BPF_MAP_TYPE_ARENA
    private const int PageSize = 4096;
    private const int MaximumPerCpuValueSize = 32768; // PCPU_MIN_UNIT_SIZE
    private const int MaximumKeySize = 512; // MAX_BPF_STACK: keys are built on the stack

    public static bool IsMapType(TypeDesc type) => type is DefinedType defined && defined.FindAttribute(KindAttribute) is not null;

    public static MapDeclaration? TryDescribe(FieldDesc field, AttributeData attribute, DiagnosticBag diagnostics)
    {
        SourceLocation? location = StaticInitializer.LocationOf(field);
        if (field.Type is not DefinedType type || type.FindAttribute(KindAttribute) is not { } kind)
        {
            diagnostics.Report(BpfDiagnostics.MapInvalid, location, field.Name, $"'{field.Type.DisplayName}' is not a map type");
            return null;
        }

        if (!field.IsReadOnly)
        {
            diagnostics.Report(BpfDiagnostics.MapNotReadOnly, location, field.Name);
        }

        uint mapType = Convert.ToUInt32(kind.Arguments[0]);
        TypeDesc? key = Parameter(type, kind.Get("KeyParameter", -1));
        TypeDesc? value = Parameter(type, kind.Get("ValueParameter", -1));
        if (kind.Get("IndexKey", false))
        {
            key = type.TypeSystem.Primitive(System.Reflection.Metadata.PrimitiveTypeCode.UInt32);
        }

        int byteSize = attribute.Get("ByteSize", 0);
        int entries = attribute.Get("MaxEntries", 0);
        MapDefinition definition = new()
        {
            Type = mapType,
            MaxEntries = kind.Get("SizedInBytes", false) ? RoundToPages(byteSize) : (uint)Math.Max(entries, 0),
            Key = key,
            Value = value,
            Record = Parameter(type, kind.Get("RecordParameter", -1)),
            ValueSize = kind.Get("FixedValueSize", 0),
            Flags = attribute.Get("Flags", 0U) | FlagsOf(mapType),
            Pinning = attribute.Get("Pinning", 0),
            NumaNode = attribute.Get("NumaNode", 0),
            Extra = attribute.Get("MapExtra", 0UL),
            Inner = IsMapOfMaps(mapType) ? InnerOf(field, type) : null,
            Initial = IsMapOfMaps(mapType) ? InitialOf(field) : [],
        };
        foreach (TypeDesc? shared in new[] { key, value, definition.Inner?.Key, definition.Inner?.Value })
        {
            if (shared is not null && GlobalData.FindAutomaticLayout(shared) is { } automatic)
            {
                diagnostics.Report(BpfDiagnostics.AutomaticLayout, location, automatic.DisplayName);
                return null;
            }
        }

        if (IsPerCpu(mapType) && value is not null && LayoutEngine.SizeOf(value) is > MaximumPerCpuValueSize and int size)
        {
            diagnostics.Report(BpfDiagnostics.TypeTooLarge, location, value.DisplayName, size, MaximumPerCpuValueSize);
            return null;
        }

        string? fault = FaultOf(definition, kind.Get("SizedInBytes", false), byteSize, entries);
        if (fault is not null)
        {
            diagnostics.Report(BpfDiagnostics.MapInvalid, location, field.Name, fault);
            return null;
        }

        return new MapDeclaration(field, attribute.Get<string?>("Name", null) ?? field.Name, definition);
    }

    // Without these the kernel refuses maps of the type.
    private static uint FlagsOf(uint type) => type switch
    {
        LpmTrie => NoPreallocation,
        Arena => MemoryMappable,
        _ => LocalStorage.Is(type) ? NoPreallocation : 0,
    };

    private const uint LpmTrie = 11; // BPF_MAP_TYPE_LPM_TRIE
    private const uint PerfEventArray = 4; // BPF_MAP_TYPE_PERF_EVENT_ARRAY

    // BPF_MAP_TYPE_{PERCPU_HASH,PERCPU_ARRAY,LRU_PERCPU_HASH}
    private static bool IsPerCpu(uint type) => type is 5 or 6 or 10;

    // BPF_MAP_TYPE_{ARRAY,HASH}_OF_MAPS
    private static bool IsMapOfMaps(uint type) => type is 12 or 13;

    private static TypeDesc? Parameter(DefinedType type, int index) => index < 0 ? null : type.Arguments[index];

    // The kernel wants a power of two of whole pages.
    private static uint RoundToPages(int bytes)
        => bytes <= 0 ? 0 : Math.Max(PageSize, System.Numerics.BitOperations.RoundUpToPowerOf2((uint)bytes));

    private static MapDefinition InnerOf(FieldDesc field, DefinedType type)
    {
        AttributeData? inner = field.FindAttribute("Bpf.BpfInnerMapAttribute");
        int count = type.Arguments.Count;
        return new MapDefinition
        {
            Type = inner is null ? 1 : Convert.ToUInt32(inner.Arguments[0]),
            MaxEntries = (uint)(inner?.Get("MaxEntries", 1) ?? 1),
            Flags = inner?.Get("Flags", 0U) ?? 0,
            Key = type.Arguments[count - 2],
            Value = type.Arguments[count - 1],
        };
    }

    private static string[] InitialOf(FieldDesc field)
        => field.FindAttribute("Bpf.BpfInnerMapAttribute")?.Named.GetValueOrDefault("Initial") is ImmutableArray<CustomAttributeTypedArgument<TypeDesc>> names
            ? [.. names.Select(name => name.Value as string ?? "")]
            : [];

    /// <summary>Finds the maps that are to be in a map of maps from the start.</summary>
    public static void CheckInitial(IReadOnlyList<MapDeclaration> maps, DiagnosticBag diagnostics)
    {
        foreach (MapDeclaration map in maps)
        {
            foreach (string name in map.Definition.Initial)
            {
                MapDefinition? initial = maps.FirstOrDefault(other => other.Field.Name == name)?.Definition;
                string? fault = initial is null ? $"Initial names '{name}', which is no map of this class"
                    : initial.Type != map.Definition.Inner!.Type || initial.Key != map.Definition.Inner.Key || initial.Value != map.Definition.Inner.Value
                        ? $"'{name}' in Initial is not of the inner maps' type, key and value" : null;
                if (fault is not null)
                {
                    diagnostics.Report(BpfDiagnostics.MapInvalid, StaticInitializer.LocationOf(map.Field), map.Field.Name, fault);
                }
            }
        }
    }

    private static string? FaultOf(MapDefinition definition, bool isSizedInBytes, int byteSize, int entries)
    {
        if (isSizedInBytes && byteSize <= 0)
        {
            return "ByteSize must be given and positive";
        }

        if (isSizedInBytes && definition.Record is { } record && GlobalData.IsUnmanaged(record)
            && RingBufferRoom.FaultOf(LayoutEngine.SizeOf(record), byteSize) is { } fault)
        {
            return fault;
        }

        if (LocalStorage.Is(definition.Type) && LocalStorage.FaultOf(entries) is { } storage)
        {
            return storage;
        }

        bool countsEntries = !isSizedInBytes && !LocalStorage.Is(definition.Type) && definition.Type != PerfEventArray;
        if (countsEntries && entries <= 0)
        {
            return "MaxEntries must be given and positive";
        }

        foreach (TypeDesc? type in new[] { definition.Key, definition.Value, definition.Inner?.Key, definition.Inner?.Value })
        {
            if (type is not null && !GlobalData.IsUnmanaged(type))
            {
                return $"'{type.DisplayName}' is not an unmanaged type";
            }
        }

        if (definition.Key is { } key && LayoutEngine.SizeOf(key) > MaximumKeySize)
        {
            return $"the key has {LayoutEngine.SizeOf(key)} bytes; the limit is {MaximumKeySize}";
        }

        if (definition is { Type: LpmTrie, Key: { } prefix } && PrefixTrieKey.FaultOf(LayoutEngine.SizeOf(prefix)) is { } shape)
        {
            return shape;
        }

        if (definition.Initial.Count > definition.MaxEntries)
        {
            return $"Initial has {definition.Initial.Count} maps for {definition.MaxEntries} entries";
        }

        return definition.Type is RingBuffer or UserRingBuffer && definition.Flags != 0 ? "a ring buffer takes no flags but NumaNode" : null;
    }
}
