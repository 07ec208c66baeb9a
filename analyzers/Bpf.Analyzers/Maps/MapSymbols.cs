using Bpf.Shared;
using Microsoft.CodeAnalysis;

namespace Bpf.Analyzers.Maps;

/// <summary>The map kind that a map class represents, and its type arguments.</summary>
internal sealed class MapSymbols
{
    private MapSymbols(MapKind kind, INamedTypeSymbol type)
    {
        Kind = kind;
        Key = Argument(type, kind.KeyParameter);
        Value = Argument(type, kind.ValueParameter);
        Record = Argument(type, kind.RecordParameter);
        (InnerKey, InnerValue) = kind.HoldsMaps ? (type.TypeArguments[type.Arity - 2], type.TypeArguments[type.Arity - 1]) : (null, null);
    }

    /// <summary>The map kind.</summary>
    public MapKind Kind { get; }

    /// <summary>The key type, when it is a type argument.</summary>
    public ITypeSymbol? Key { get; }

    /// <summary>The value type, when it is a type argument.</summary>
    public ITypeSymbol? Value { get; }

    /// <summary>The record type, when it is a type argument.</summary>
    public ITypeSymbol? Record { get; }

    /// <summary>The key type of the inner maps.</summary>
    public ITypeSymbol? InnerKey { get; }

    /// <summary>The value type of the inner maps.</summary>
    public ITypeSymbol? InnerValue { get; }

    /// <summary>Reads a type; returns null when it is not a map class.</summary>
    public static MapSymbols? Of(ITypeSymbol? type)
        => type is INamedTypeSymbol { ContainingNamespace: { Name: "Bpf", ContainingNamespace.IsGlobalNamespace: true } } named
            && MapKinds.OfDeclaration("Bpf." + named.Name) is { } kind ? new MapSymbols(kind, named) : null;

    private static ITypeSymbol? Argument(INamedTypeSymbol type, int index) => index < 0 ? null : type.TypeArguments[index];
}
