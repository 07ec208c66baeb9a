using Bpf.Analyzers.Declarations;
using System.Collections.Immutable;
using Bpf.Analyzers.Maps;
using Bpf.Generators.Model;
using Bpf.Shared;
using Microsoft.CodeAnalysis;

namespace Bpf.Generators.Gathering;

/// <summary>Reads the maps of a BPF class.</summary>
internal static class MapReader
{
    public static ImmutableArray<MapModel> ReadAll(INamedTypeSymbol type, Compilation compilation, CancellationToken cancellation)
    {
        var maps = ImmutableArray.CreateBuilder<MapModel>();
        foreach (IFieldSymbol field in type.GetMembers().OfType<IFieldSymbol>())
        {
            cancellation.ThrowIfCancellationRequested();
            if (field.IsStatic && MapSymbols.Of(field.Type) is { } map && AttributeOf(field) is { } attribute)
            {
                maps.Add(ReadMap(field, map, attribute, type, compilation));
            }
        }

        return maps.ToImmutable();
    }

    private static AttributeData? AttributeOf(IFieldSymbol field)
        => field.GetAttributes().FirstOrDefault(static attribute => attribute.AttributeClass?.ToDisplayString() == AttributeNames.Map);

    private static MapModel ReadMap(IFieldSymbol field, MapSymbols map, AttributeData attribute, INamedTypeSymbol owner, Compilation compilation)
    {
        var mapType = (INamedTypeSymbol)field.Type;
        string declaration = mapType.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat);
        MemberAccessibility accessibility = MemberAccessibility.Public;
        foreach (ITypeSymbol argument in mapType.TypeArguments)
        {
            accessibility = accessibility.And(AccessibilityReader.Of(argument, owner));
        }

        INamedTypeSymbol? handle = accessibility == MemberAccessibility.None ? null : HandleReader.Of(field, mapType, map, compilation);
        return new MapModel(
            field.Name,
            DeclaredMap.NameOf(new MapArguments(attribute).Name, field.Name),
            (handle is null ? MemberAccessibility.Public : accessibility).Keyword(),
            handle?.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat) ?? "global::" + MapKinds.UntypedHandle,
            handle is not null,
            handle is not null && handle.AllInterfaces.Any(static type => type.SpecialType == SpecialType.System_IDisposable),
            handle is not null && map.Kind.Queue == RecordQueue.PerfEvents,
            declaration);
    }
}
