using System.Collections.Immutable;
using Bpf.Generators.Model;
using Bpf.Shared;
using Microsoft.CodeAnalysis;

namespace Bpf.Generators.Gathering;

/// <summary>Reads the maps of a BPF class.</summary>
internal static class MapReader
{
    private const string MapAttribute = "Bpf.BpfMapAttribute";
    private const string MapDeclaration = "Bpf.BpfMapDeclaration";

    public static ImmutableArray<MapModel> ReadAll(INamedTypeSymbol type, Compilation compilation, CancellationToken cancellation)
    {
        var maps = ImmutableArray.CreateBuilder<MapModel>();
        foreach (IFieldSymbol field in type.GetMembers().OfType<IFieldSymbol>())
        {
            cancellation.ThrowIfCancellationRequested();
            if (field.IsStatic && field.Type is INamedTypeSymbol mapType && IsMap(mapType) && AttributeOf(field) is { } attribute)
            {
                maps.Add(ReadMap(field, mapType, attribute, type, compilation));
            }
        }

        return maps.ToImmutable();
    }

    /// <summary>True for the map classes of the vocabulary.</summary>
    public static bool IsMap(ITypeSymbol type)
    {
        for (ITypeSymbol? current = type; current is not null; current = current.BaseType)
        {
            if (current.Name == "BpfMapDeclaration" && current.ToDisplayString() == MapDeclaration)
            {
                return true;
            }
        }

        return false;
    }

    private static AttributeData? AttributeOf(IFieldSymbol field)
        => field.GetAttributes().FirstOrDefault(static attribute => attribute.AttributeClass?.ToDisplayString() == MapAttribute);

    private static MapModel ReadMap(IFieldSymbol field, INamedTypeSymbol mapType, AttributeData attribute, INamedTypeSymbol owner, Compilation compilation)
    {
        string objectName = field.Name;
        foreach (KeyValuePair<string, TypedConstant> argument in attribute.NamedArguments)
        {
            if (argument is { Key: "Name", Value.Value: string { Length: > 0 } name })
            {
                objectName = name;
            }
        }

        string declaration = mapType.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat);
        MemberAccessibility accessibility = MemberAccessibility.Public;
        foreach (ITypeSymbol argument in mapType.TypeArguments)
        {
            accessibility = accessibility.And(AccessibilityReader.Of(argument, owner));
        }

        INamedTypeSymbol? handle = accessibility == MemberAccessibility.None ? null : HandleReader.Of(field, mapType, compilation);
        return new MapModel(
            field.Name,
            objectName,
            (handle is null ? MemberAccessibility.Public : accessibility).Keyword(),
            handle?.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat) ?? "global::" + MapHandles.Untyped,
            handle is not null,
            handle is not null && handle.AllInterfaces.Any(static type => type.SpecialType == SpecialType.System_IDisposable),
            handle?.Name == MapHandles.PerfEventBuffer,
            declaration);
    }
}
