using Bpf.Shared;
using Microsoft.CodeAnalysis;

namespace Bpf.Analyzers.Layout;

/// <summary>Which static fields are data of a BPF object.</summary>
internal static class StaticData
{
    /// <summary>What decides about a static field.</summary>
    public static DeclaredField Describe(IFieldSymbol field) => new(
        field.AssociatedSymbol?.Name ?? field.Name,
        field.IsConst,
        field.IsReadOnly,
        field.IsImplicitlyDeclared,
        field.AssociatedSymbol is IPropertySymbol,
        field.GetAttributes().Any(static attribute => DeclaredField.OtherStorage.Contains(attribute.AttributeClass?.ToDisplayString())),
        field.Type is IArrayTypeSymbol,
        HasMemory(field.Type));

    /// <summary>True for a static field that is a variable of the object.</summary>
    public static bool IsVariable(IFieldSymbol field) => field.IsStatic && Describe(field).IsVariable;

    /// <summary>True for unmanaged types, and for arrays of such.</summary>
    public static bool HasMemory(ITypeSymbol type) => type.IsUnmanagedType || type is IArrayTypeSymbol { Rank: 1, ElementType.IsUnmanagedType: true };

    /// <summary>The type of the memory of such a field: of the elements, for an array.</summary>
    public static ITypeSymbol MemoryType(IFieldSymbol field) => field.Type is IArrayTypeSymbol array ? array.ElementType : field.Type;
}
