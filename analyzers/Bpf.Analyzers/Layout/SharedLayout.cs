using System.Runtime.InteropServices;
using Bpf.Shared;
using Microsoft.CodeAnalysis;

namespace Bpf.Analyzers.Layout;

/// <summary>Rules for types that kernel and user space can share.</summary>
internal static class SharedLayout
{
    /// <summary>
    /// Finds the struct with automatic layout, either the type itself or one that it contains; null when there is none. Tuples are exempt: their layout is
    /// known and cannot be changed.
    /// </summary>
    public static ITypeSymbol? FindAutomatic(ITypeSymbol type) => SharedMemory.FindAutomatic(type, Describe);

    /// <summary>Finds a struct that the kernel manages, either the type itself or one that it contains; null when there is none.</summary>
    public static ITypeSymbol? FindKernelField(ITypeSymbol type) => SharedMemory.FindKernelField(type, Describe);

    /// <summary>Finds what the kernel does not support in a static field; null when there is none.</summary>
    public static ITypeSymbol? FindStaticFault(ITypeSymbol type) => SharedMemory.FindStaticFault(type, Describe);

    /// <summary>Finds a list or tree in a type that has no lock for it; null when there is none.</summary>
    public static ITypeSymbol? FindUnlocked(ITypeSymbol type) => SharedMemory.FindUnlocked(type, Describe);

    /// <summary>Returns true for types that refer to objects; user space cannot map memory with one.</summary>
    public static bool OwnsObjects(ITypeSymbol type) => SharedMemory.FindOwner(type, Describe) is not null;

    /// <summary>Returns the names of the structs in a type that the kernel manages.</summary>
    public static IReadOnlyList<string> KernelFieldsIn(ITypeSymbol type) => [.. SharedMemory.KernelFieldsIn(type, Describe)];

    private static StructShape<ITypeSymbol>? Describe(ITypeSymbol type) => IsStruct(type, out INamedTypeSymbol? structure)
        ? new StructShape<ITypeSymbol>(
            structure!.ToDisplayString(),
            !structure.IsTupleType && (StructAttributes.Of(structure).Kind == LayoutKind.Auto || IsKnownAutomatic(structure)),
            FieldsOf(structure).Select(static field => field.Type))
        : null;

    // The layout is not visible in symbols of other assemblies.
    private static bool IsKnownAutomatic(INamedTypeSymbol structure)
        => structure is { Name: "DateTime" or "DateTimeOffset", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } };

    /// <summary>Returns the instance fields of a struct; fields of a tuple are listed once.</summary>
    public static IEnumerable<IFieldSymbol> FieldsOf(INamedTypeSymbol structure)
        => (structure.TupleUnderlyingType ?? structure).GetMembers().OfType<IFieldSymbol>()
            .Where(static field => !field.IsStatic && !field.IsConst && (field.CorrespondingTupleField ?? field).Equals(field, SymbolEqualityComparer.Default));

    /// <summary>Returns true for structs that are not built in.</summary>
    public static bool IsStruct(ITypeSymbol type, out INamedTypeSymbol? structure)
    {
        structure = type is { TypeKind: TypeKind.Struct, SpecialType: SpecialType.None or SpecialType.System_DateTime or SpecialType.System_Nullable_T,
            IsUnmanagedType: true } ? type as INamedTypeSymbol : null;
        return structure is not null;
    }
}
