using System.Collections.Immutable;
using System.Reflection.Metadata;
using Bpf.Compiler.Metadata;
using Bpf.Shared;

namespace Bpf.Compiler.Discovery;

/// <summary>Reads map declarations.</summary>
internal static class MapDiscovery
{
    private const string InnerMapAttribute = "Bpf.BpfInnerMapAttribute";
    private const int PageSize = 4096;

    public static bool IsMapType(TypeDesc type) => KindOf(type) is not null;

    public static MapDeclaration? TryDescribe(FieldDesc field, AttributeData attribute, DiagnosticBag diagnostics)
    {
        SourceLocation? location = StaticInitializer.LocationOf(field);
        if (field.Type is not DefinedType type || KindOf(type) is not { } kind)
        {
            diagnostics.Report(BpfDiagnostics.MapInvalid, location, field.Name, $"'{field.Type.DisplayName}' is not a map type");
            return null;
        }

        if (!field.IsReadOnly)
        {
            diagnostics.Report(BpfDiagnostics.MapNotReadOnly, location, field.Name);
        }

        MapDefinition definition = Read(field, type, kind, attribute);
        foreach (TypeDesc? shared in new[] { definition.Key, definition.Value, definition.Record, definition.Inner?.Key, definition.Inner?.Value })
        {
            if (shared is not null && GlobalData.FindAutomaticLayout(shared) is { } automatic)
            {
                diagnostics.Report(BpfDiagnostics.AutomaticLayout, location, automatic.DisplayName);
                return null;
            }
        }

        if ((definition.Value ?? definition.Inner?.Value) is { } value && GlobalData.LockFaultOf(value) is { } unlocked)
        {
            diagnostics.Report(unlocked.Diagnostic, location, unlocked.Arguments);
            return null;
        }

        DeclaredMap declared = Declared(definition) with
        {
            MaxEntries = attribute.Get("MaxEntries", 0),
            ByteSize = attribute.Get("ByteSize", 0),
            Inner = definition.Inner is { } inner ? Declared(inner) : null,
            InitialCount = definition.Initial.Count,
        };
        if (MapRules.FaultOf(declared, field.Name) is { } fault)
        {
            diagnostics.Report(fault.Diagnostic, location, fault.Arguments);
            return null;
        }

        string name = DeclaredMap.NameOf(attribute.Get<string?>("Name", null), field.Name);
        return new MapDeclaration(field, name, definition with { Flags = declared.EffectiveFlags });
    }

    /// <summary>Finds the maps that a map of maps initially contains.</summary>
    public static void CheckInitial(IReadOnlyList<MapDeclaration> maps, DiagnosticBag diagnostics)
    {
        foreach (MapDeclaration map in maps)
        {
            foreach (string name in map.Definition.Initial)
            {
                MapDefinition? initial = maps.FirstOrDefault(other => other.Field.Name == name)?.Definition;
                string? fault = initial is null ? $"Initial names '{name}', which is not a map of this class"
                    : initial.Kind != map.Definition.Inner!.Kind || initial.Key != map.Definition.Inner.Key || initial.Value != map.Definition.Inner.Value
                        ? $"'{name}' in Initial does not have the type, key and value of the inner maps" : null;
                if (fault is not null)
                {
                    diagnostics.Report(BpfDiagnostics.MapInvalid, StaticInitializer.LocationOf(map.Field), map.Field.Name, fault);
                }
            }
        }
    }

    private static MapKind? KindOf(TypeDesc type)
        => type is DefinedType { Module.IsVocabulary: true } defined ? MapKinds.OfDeclaration(defined.FullName.Split('`')[0]) : null;

    private static MapDefinition Read(FieldDesc field, DefinedType type, MapKind kind, AttributeData attribute) => new()
    {
        Kind = kind,
        MaxEntries = kind.Capacity == MapCapacity.Bytes ? RoundToPages(attribute.Get("ByteSize", 0)) : (uint)Math.Max(attribute.Get("MaxEntries", 0), 0),
        Key = kind.HasIndexKey ? type.TypeSystem.Primitive(PrimitiveTypeCode.UInt32) : Parameter(type, kind.KeyParameter),
        Value = Parameter(type, kind.ValueParameter),
        Record = Parameter(type, kind.RecordParameter),
        ValueSize = kind.FixedValueSize,
        Flags = (MapFlags)attribute.Get("Flags", 0U),
        Pinning = attribute.Get("Pinning", 0),
        NumaNode = attribute.Get("NumaNode", 0),
        Extra = attribute.Get("MapExtra", 0UL),
        Inner = kind.HoldsMaps ? ReadInner(field, type) : null,
        Initial = kind.HoldsMaps ? InitialOf(field) : [],
    };

    private static MapDefinition ReadInner(FieldDesc field, DefinedType type)
    {
        AttributeData? attribute = field.FindAttribute(InnerMapAttribute);
        MapKind kind = MapKinds.InnerKind(attribute is null ? null : (MapType)Convert.ToUInt32(attribute.Arguments[0]));
        int count = type.Arguments.Count;
        return new MapDefinition
        {
            Kind = kind,
            MaxEntries = (uint)(attribute?.Get("MaxEntries", 1) ?? 1),
            Flags = (MapFlags)(attribute?.Get("Flags", 0U) ?? 0) | kind.ImpliedFlags,
            Key = type.Arguments[count - 2],
            Value = type.Arguments[count - 1],
        };
    }

    private static DeclaredMap Declared(MapDefinition map) => new(map.Kind)
    {
        MaxEntries = (int)map.MaxEntries,
        Flags = map.Flags,
        NumaNode = map.NumaNode,
        Key = Element(map.Key),
        Value = Element(map.Value),
        Record = Element(map.Record),
    };

    private static ElementType? Element(TypeDesc? type) => type is null ? null
        : GlobalData.IsUnmanaged(type)
            ? new ElementType(type.DisplayName, LayoutEngine.SizeOf(type), IsUnmanaged: true) { KernelFields = GlobalData.KernelFieldsIn(type) }
        : new ElementType(type.DisplayName, null, IsUnmanaged: false);

    private static TypeDesc? Parameter(DefinedType type, int index) => index < 0 ? null : type.Arguments[index];

    // The kernel requires a power-of-two number of whole pages.
    private static uint RoundToPages(int bytes)
        => bytes <= 0 ? 0 : Math.Max(PageSize, System.Numerics.BitOperations.RoundUpToPowerOf2((uint)bytes));

    private static string[] InitialOf(FieldDesc field)
        => field.FindAttribute(InnerMapAttribute)?.Named.GetValueOrDefault("Initial") is ImmutableArray<CustomAttributeTypedArgument<TypeDesc>> names
            ? [.. names.Select(name => name.Value as string ?? "")]
            : [];
}
