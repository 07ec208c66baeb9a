using Bpf.Shared;
using Microsoft.CodeAnalysis;

namespace Bpf.Analyzers.Declarations;

/// <summary>Reads the declarations of programs from symbols.</summary>
internal static class DeclaredPrograms
{
    /// <summary>Describes a method with an attribute of a kind.</summary>
    public static DeclaredProgram Of(IMethodSymbol method, ProgramKind kind, BpfSymbols symbols)
    {
        bool isGeneric = method.IsGenericMethod || IsInGenericType(method);
        return new DeclaredProgram(kind, method.Name)
        {
            HasOtherKinds = method.GetAttributes().Select(symbols.KindOf).Any(other => other is not null && other != kind),
            ForeignClass = symbols.IsObject(method.ContainingType) ? null : method.ContainingType.Name,
            IsStatic = method.IsStatic,
            IsGeneric = isGeneric,
            HasBody = !(method.IsExtern || method.IsAbstract || method is { IsPartialDefinition: true, PartialImplementationPart: null }),
            Result = isGeneric ? null : Describe(method.ReturnType, method.RefKind),
            Parameters = isGeneric ? [] : [.. method.Parameters.Select(static parameter
                => new DeclaredParameter(parameter.Name, Describe(parameter.Type, parameter.RefKind)))],
        };
    }

    private static SignatureType Describe(ITypeSymbol type, RefKind reference)
        => new(
            reference == RefKind.None ? type.ToDisplayString() : $"ref {type.ToDisplayString()}",
            type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat),
            reference == RefKind.None ? ShapeOf(type)
                : type is { TypeKind: TypeKind.Struct, IsUnmanagedType: true } ? TypeShape.StructReference
                : TypeShape.Other);

    private static TypeShape ShapeOf(ITypeSymbol type) => type switch
    {
        IPointerTypeSymbol => TypeShape.Pointer,
        INamedTypeSymbol { EnumUnderlyingType: { } underlying } => ShapeOf(underlying),
        { SpecialType: SpecialType.System_Void } => TypeShape.Void,
        { SpecialType: SpecialType.System_Boolean } => TypeShape.Boolean,
        { SpecialType: SpecialType.System_Int32 } => TypeShape.Int32,
        { SpecialType: SpecialType.System_Char or SpecialType.System_IntPtr or SpecialType.System_UIntPtr } => TypeShape.Integer,
        { SpecialType: >= SpecialType.System_SByte and <= SpecialType.System_UInt64 } => TypeShape.Integer,
        _ => TypeShape.Other,
    };

    private static bool IsInGenericType(IMethodSymbol method)
    {
        for (INamedTypeSymbol? type = method.ContainingType; type is not null; type = type.ContainingType)
        {
            if (type.IsGenericType)
            {
                return true;
            }
        }

        return false;
    }
}
