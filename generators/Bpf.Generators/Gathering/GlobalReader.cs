using System.Collections.Immutable;
using Bpf.Generators.Model;
using Bpf.Shared;
using Microsoft.CodeAnalysis;

namespace Bpf.Generators.Gathering;

/// <summary>Reads the global variables of a BPF class: its static fields and auto-properties of unmanaged types, and arrays of such.</summary>
internal static class GlobalReader
{
    // Fields that are not memory of the object.
    private static readonly string[] s_otherStorage = ["System.ThreadStaticAttribute", "Bpf.KconfigAttribute", "Bpf.KernelSymbolAttribute"];

    public static ImmutableArray<GlobalModel> ReadAll(INamedTypeSymbol type, Compilation compilation, CancellationToken cancellation)
    {
        var globals = ImmutableArray.CreateBuilder<GlobalModel>();
        var initialValues = new InitialValues(type, compilation, cancellation);
        var writes = new ArrayWrites(type, compilation, cancellation);
        foreach (IFieldSymbol field in type.GetMembers().OfType<IFieldSymbol>())
        {
            cancellation.ThrowIfCancellationRequested();
            if (ShapeOf(field) is not { } shape || (shape == GlobalShape.Elements && !initialValues.HasElements(field)))
            {
                continue;
            }

            ITypeSymbol exposed = field.Type is IArrayTypeSymbol array ? array.ElementType : field.Type;
            MemberAccessibility accessibility = AccessibilityReader.Of(exposed, type);
            if (accessibility != MemberAccessibility.None)
            {
                bool isReadOnly = field.IsReadOnly && (shape != GlobalShape.Elements || !writes.Contains(field));
                string section = GlobalSections.For(isReadOnly, !isReadOnly && initialValues.IsZero(field));
                globals.Add(new GlobalModel(NameOf(field), section, accessibility.Keyword(), TypeOf(exposed), shape));
            }
        }

        return globals.ToImmutable();
    }

    private static GlobalShape? ShapeOf(IFieldSymbol field)
    {
        if (field is not { IsStatic: true, IsConst: false } || field.GetAttributes().Any(static attribute => s_otherStorage.Contains(attribute.AttributeClass?.ToDisplayString() ?? "")))
        {
            return null;
        }

        bool isBackingField = field.AssociatedSymbol is IPropertySymbol;
        return field.Type switch
        {
            _ when field.IsImplicitlyDeclared && !isBackingField => null,
            IArrayTypeSymbol { Rank: 1, ElementType: { IsUnmanagedType: true } element } when !isBackingField && !IsNullable(element) => GlobalShape.Elements,
            { IsUnmanagedType: true } type => IsNullable(type) ? GlobalShape.Nullable : GlobalShape.Value,
            _ => null,
        };
    }

    private static bool IsNullable(ITypeSymbol type) => type.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T;

    private static string NameOf(IFieldSymbol field) => field.AssociatedSymbol?.Name ?? field.Name;

    // A pointer cannot be a type argument; what it points to means nothing in user space anyway.
    private static string TypeOf(ITypeSymbol type)
        => type is IPointerTypeSymbol or IFunctionPointerTypeSymbol ? "nuint" : type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat);
}
