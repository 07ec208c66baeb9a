using System.Collections.Immutable;
using Bpf.Analyzers.Layout;
using Bpf.Generators.Model;
using Bpf.Shared;
using Microsoft.CodeAnalysis;

namespace Bpf.Generators.Gathering;

/// <summary>Reads the global variables of a BPF class: its static fields and auto-properties of unmanaged types, and arrays of them.</summary>
internal static class GlobalReader
{
    public static ImmutableArray<GlobalModel> ReadAll(
        INamedTypeSymbol type, IEnumerable<string> otherNames, Compilation compilation, CancellationToken cancellation)
    {
        var globals = ImmutableArray.CreateBuilder<GlobalModel>();
        var arrays = new ArrayInitializers(type, compilation, cancellation);
        var writes = new ArrayWrites(type, compilation, cancellation);
        IFieldSymbol[] fields = [.. type.GetMembers().OfType<IFieldSymbol>().Where(StaticData.IsVariable)];
        Dictionary<string, string> names = VariableNames.Of(fields.Select(static field => StaticData.Describe(field).Name), otherNames);
        foreach (IFieldSymbol field in fields)
        {
            cancellation.ThrowIfCancellationRequested();
            DeclaredField declared = StaticData.Describe(field);
            if (declared.IsArray && !arrays.HasElements(field))
            {
                continue;
            }

            ITypeSymbol exposed = StaticData.MemoryType(field);
            if (SharedLayout.OwnsObjects(exposed))
            {
                continue;
            }

            MemberAccessibility accessibility = AccessibilityReader.Of(exposed, type);
            if (accessibility != MemberAccessibility.None)
            {
                bool isFrozen = declared.IsFrozen(declared is { IsArray: true, IsReadOnly: true } && writes.Contains(field));
                globals.Add(new GlobalModel(declared.Name, names[declared.Name], isFrozen, accessibility.Keyword(), TypeOf(exposed), declared.IsArray));
            }
        }

        return globals.ToImmutable();
    }

    // A pointer cannot be a type argument; the pointer means nothing in user space anyway.
    private static string TypeOf(ITypeSymbol type)
        => type is IPointerTypeSymbol or IFunctionPointerTypeSymbol ? "nuint" : type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat);
}
