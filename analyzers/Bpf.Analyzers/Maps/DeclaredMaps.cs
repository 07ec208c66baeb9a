using Bpf.Analyzers.Declarations;
using Bpf.Analyzers.Layout;
using Bpf.Shared;
using Microsoft.CodeAnalysis;

namespace Bpf.Analyzers.Maps;

/// <summary>Reads the declarations of maps from symbols.</summary>
internal static class DeclaredMaps
{
    /// <summary>Reads the declaration of a field; returns null when its type is not a map class.</summary>
    /// <param name="field">The field.</param>
    /// <param name="attribute">Its <c>[BpfMap]</c>.</param>
    public static DeclaredMap? Of(IFieldSymbol field, AttributeData attribute)
    {
        if (MapSymbols.Of(field.Type) is not { } map)
        {
            return null;
        }

        var arguments = new MapArguments(attribute);
        MapArguments inner = MapArguments.OfInner(field);
        return new DeclaredMap(map.Kind)
        {
            MaxEntries = arguments.MaxEntries,
            ByteSize = arguments.ByteSize,
            Flags = arguments.Flags,
            NumaNode = arguments.NumaNode,
            Key = Element(map.Key),
            Value = Element(map.Value),
            Record = Element(map.Record),
            Inner = map.Kind.HoldsMaps ? InnerOf(map, inner) : null,
            InitialCount = map.Kind.HoldsMaps ? inner.InitialCount : 0,
        };
    }

    private static DeclaredMap InnerOf(MapSymbols map, MapArguments arguments) => new(MapKinds.InnerKind(arguments.InnerType))
    {
        MaxEntries = arguments.InnerMaxEntries ?? 1,
        Flags = arguments.Flags,
        Key = Element(map.InnerKey),
        Value = Element(map.InnerValue),
    };

    private static ElementType? Element(ITypeSymbol? type) => type is null ? null
        : new ElementType(type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat), TypeLayout.Of(type)?.Size, type.IsUnmanagedType)
        {
            KernelFields = SharedLayout.KernelFieldsIn(type),
        };
}
