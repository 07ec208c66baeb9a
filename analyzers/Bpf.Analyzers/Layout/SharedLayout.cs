using System.Runtime.InteropServices;
using Microsoft.CodeAnalysis;

namespace Bpf.Analyzers.Layout;

/// <summary>Types whose layout kernel and user space can share.</summary>
internal static class SharedLayout
{
    /// <summary>
    /// The struct with automatic layout in or behind a type; null when there is none. Tuples have it too, but their order is known: nobody could give them
    /// another.
    /// </summary>
    public static INamedTypeSymbol? FindAutomatic(ITypeSymbol type)
    {
        if (!IsStruct(type, out INamedTypeSymbol? structure))
        {
            return null;
        }

        return !structure!.IsTupleType && (StructAttributes.Of(structure).Kind == LayoutKind.Auto || IsKnownAutomatic(structure))
            ? structure
            : FieldsOf(structure).Select(static field => FindAutomatic(field.Type)).FirstOrDefault(static found => found is not null);
    }

    // Symbols of other assemblies do not tell their layout.
    private static bool IsKnownAutomatic(INamedTypeSymbol structure)
        => structure is { Name: "DateTime" or "DateTimeOffset", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } };

    /// <summary>The instance fields of a struct, those of a tuple once.</summary>
    public static IEnumerable<IFieldSymbol> FieldsOf(INamedTypeSymbol structure)
        => (structure.TupleUnderlyingType ?? structure).GetMembers().OfType<IFieldSymbol>()
            .Where(static field => !field.IsStatic && !field.IsConst && (field.CorrespondingTupleField ?? field).Equals(field, SymbolEqualityComparer.Default));

    /// <summary>True for structs that are not built in.</summary>
    public static bool IsStruct(ITypeSymbol type, out INamedTypeSymbol? structure)
    {
        structure = type is { TypeKind: TypeKind.Struct, SpecialType: SpecialType.None or SpecialType.System_DateTime or SpecialType.System_Nullable_T,
            IsUnmanagedType: true } ? type as INamedTypeSymbol : null;
        return structure is not null;
    }
}
