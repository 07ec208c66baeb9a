using System.Collections.Immutable;
using Bpf.Generators.Model;
using Bpf.Shared;
using Microsoft.CodeAnalysis;

namespace Bpf.Generators.Gathering;

/// <summary>Reads the global variables of a BPF class: its static fields of unmanaged types.</summary>
internal static class GlobalReader
{
    // Fields that are not memory of the object.
    private static readonly string[] s_otherStorage = ["System.ThreadStaticAttribute", "Bpf.KconfigAttribute", "Bpf.KernelSymbolAttribute"];

    public static ImmutableArray<GlobalModel> ReadAll(INamedTypeSymbol type, Compilation compilation, CancellationToken cancellation)
    {
        var globals = ImmutableArray.CreateBuilder<GlobalModel>();
        var initialValues = new InitialValues(type, compilation, cancellation);
        foreach (IFieldSymbol field in type.GetMembers().OfType<IFieldSymbol>())
        {
            cancellation.ThrowIfCancellationRequested();
            if (!IsGlobal(field))
            {
                continue;
            }

            MemberAccessibility accessibility = AccessibilityReader.Of(field.Type, type);
            if (accessibility != MemberAccessibility.None)
            {
                string section = GlobalSections.For(field.IsReadOnly, !field.IsReadOnly && initialValues.IsZero(field));
                globals.Add(new GlobalModel(field.Name, section, accessibility.Keyword(), TypeOf(field)));
            }
        }

        return globals.ToImmutable();
    }

    private static bool IsGlobal(IFieldSymbol field)
        => field is { IsStatic: true, IsConst: false, IsImplicitlyDeclared: false, Type.IsUnmanagedType: true }
            && !field.GetAttributes().Any(static attribute => s_otherStorage.Contains(attribute.AttributeClass?.ToDisplayString() ?? ""));

    // A pointer cannot be a type argument; what it points to means nothing in user space anyway.
    private static string TypeOf(IFieldSymbol field)
        => field.Type is IPointerTypeSymbol or IFunctionPointerTypeSymbol ? "nuint" : field.Type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat);
}
