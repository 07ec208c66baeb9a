using Bpf.Shared;
using Microsoft.CodeAnalysis;

namespace Bpf.Analyzers.Language;

/// <summary>Describes members of the framework for the rules of the declaration model.</summary>
internal static class FrameworkMembers
{
    /// <summary>Returns true for code of .NET itself. Other libraries are compiled as the project is.</summary>
    public static bool IsFramework(ISymbol member) => member.ContainingAssembly is { Name: var name } && FrameworkCode.IsFramework(name);

    /// <summary>Describes a method, accessor or constructor.</summary>
    public static FrameworkMember Of(IMethodSymbol method) => new(
        NameOf(method.ContainingType),
        method.MetadataName,
        method.Parameters.Any(static parameter => IsText(parameter.Type)),
        IsObject(method.ReturnType) || IsText(method.ReturnType) || method.Parameters.Any(static parameter => IsObject(parameter.Type)));

    /// <summary>Describes a static field.</summary>
    public static FrameworkMember Of(IFieldSymbol field)
        => new(NameOf(field.ContainingType), field.MetadataName, HasText: false, IsObject(field.Type) || IsText(field.Type));

    /// <summary>The reason for a method that cannot be run.</summary>
    public static string WhyNot(IMethodSymbol method) => NotConstant.Calls(DisplayNameOf(method.ContainingType), method.MetadataName);

    /// <summary>The reason for a member of the framework that does not compute; null for one that does.</summary>
    public static string? FaultOf(IMethodSymbol method) => Of(method) is var member && FrameworkCode.Computes(member) ? null
        : NotConstant.Uses(member, DisplayNameOf(method.ContainingType));

    private static string DisplayNameOf(INamedTypeSymbol type) => type.IsTupleType
        ? $"{type.Name}<{string.Join(", ", type.TypeArguments.Select(static argument => NameForMessage(argument)))}>"
        : NameForMessage(type);

    private static string NameForMessage(ITypeSymbol type) => type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat);

    /// <summary>Returns true for a class of this SDK whose members run in the kernel only.</summary>
    public static bool IsForKernel(IMethodSymbol method) => FrameworkCode.IsForKernel(NameOf(method.ContainingType));

    private static string NameOf(INamedTypeSymbol type)
    {
        INamedTypeSymbol outermost = type;
        while (outermost.ContainingType is { } outer)
        {
            outermost = outer;
        }

        return $"{outermost.ContainingNamespace.ToDisplayString()}.{outermost.Name}";
    }

    private static bool IsText(ITypeSymbol type) => type.SpecialType == SpecialType.System_String;

    private static bool IsObject(ITypeSymbol type)
        => type is IArrayTypeSymbol array ? !array.ElementType.IsUnmanagedType : type.IsReferenceType && !IsText(type);
}
