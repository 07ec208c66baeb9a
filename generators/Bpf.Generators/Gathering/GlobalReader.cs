using System.Collections.Immutable;
using Bpf.Analyzers.Layout;
using Bpf.Generators.Model;
using Bpf.Shared;
using Microsoft.CodeAnalysis;

namespace Bpf.Generators.Gathering;

/// <summary>Reads the global variables of a BPF class: its static fields and auto-properties of unmanaged types, and arrays of such.</summary>
internal static class GlobalReader
{
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
                globals.Add(new GlobalModel(NameOf(field), ObjectName.Of(NameOf(field)), section, accessibility.Keyword(), TypeOf(exposed), shape));
            }
        }

        return globals.ToImmutable();
    }

    // A nullable cannot be the element of a span.
    private static GlobalShape? ShapeOf(IFieldSymbol field)
        => !StaticData.IsVariable(field) ? null
            : field.Type is not IArrayTypeSymbol array ? IsNullable(field.Type) ? GlobalShape.Nullable : GlobalShape.Value
            : IsNullable(array.ElementType) ? null : GlobalShape.Elements;

    private static bool IsNullable(ITypeSymbol type) => type.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T;

    private static string NameOf(IFieldSymbol field) => field.AssociatedSymbol?.Name ?? field.Name;

    // A pointer cannot be a type argument; what it points to means nothing in user space anyway.
    private static string TypeOf(ITypeSymbol type)
        => type is IPointerTypeSymbol or IFunctionPointerTypeSymbol ? "nuint" : type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat);
}
