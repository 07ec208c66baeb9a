using Bpf.Shared;
using Microsoft.CodeAnalysis;

namespace Bpf.Analyzers.Layout;

/// <summary>Rules for static fields that are data of a BPF object.</summary>
internal static class StaticData
{
    /// <summary>Describes a static field for the rules of the declaration model.</summary>
    public static DeclaredField Describe(IFieldSymbol field) => new(
        field.AssociatedSymbol?.Name ?? field.Name,
        field.IsConst,
        field.IsReadOnly,
        field.IsImplicitlyDeclared,
        field.AssociatedSymbol is IPropertySymbol,
        field.GetAttributes().Any(static attribute => DeclaredField.OtherStorage.Contains(attribute.AttributeClass?.ToDisplayString())),
        field.Type is IArrayTypeSymbol,
        HasMemory(field.Type));

    /// <summary>Returns true for a static field that is a variable of the object.</summary>
    public static bool IsVariable(IFieldSymbol field) => field.IsStatic && Describe(field).IsVariable;

    /// <summary>Returns true for unmanaged types and arrays of them.</summary>
    public static bool HasMemory(ITypeSymbol type) => type.IsUnmanagedType || type is IArrayTypeSymbol { Rank: 1, ElementType.IsUnmanagedType: true };

    /// <summary>Returns the type of the memory of such a field: for an array, the element type.</summary>
    public static ITypeSymbol MemoryType(IFieldSymbol field) => field.Type is IArrayTypeSymbol array ? array.ElementType : field.Type;
}
