using Microsoft.CodeAnalysis;

namespace Bpf.Analyzers.Layout;

/// <summary>Which static fields are data of a BPF object.</summary>
internal static class StaticData
{
    // Fields that are not memory of the object.
    private static readonly string[] s_otherStorage = ["ThreadStaticAttribute", "KconfigAttribute", "KernelSymbolAttribute"];

    /// <summary>True for a static field that is a variable of the object.</summary>
    public static bool IsVariable(IFieldSymbol field)
        => field is { IsStatic: true, IsConst: false } && HasMemory(field.Type) && !field.GetAttributes().Any(static attribute => s_otherStorage.Contains(attribute.AttributeClass?.Name));

    /// <summary>True for unmanaged types, and for arrays of such.</summary>
    public static bool HasMemory(ITypeSymbol type) => type.IsUnmanagedType || type is IArrayTypeSymbol { Rank: 1, ElementType.IsUnmanagedType: true };

    /// <summary>The type of the memory of such a field: of the elements, for an array.</summary>
    public static ITypeSymbol MemoryType(IFieldSymbol field) => field.Type is IArrayTypeSymbol array ? array.ElementType : field.Type;
}
