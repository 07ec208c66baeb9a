using Bpf.Analyzers.Declarations;
using Bpf.Analyzers.Maps;
using Bpf.Shared;
using Microsoft.CodeAnalysis;

namespace Bpf.Generators.Gathering;

/// <summary>Finds the class of Bpf.Runtime for a map, with its type arguments.</summary>
internal static class HandleReader
{
    /// <returns>The handle, or <see langword="null"/> for the untyped one.</returns>
    public static INamedTypeSymbol? Of(IFieldSymbol field, INamedTypeSymbol mapType, MapSymbols map, Compilation compilation)
    {
        if (mapType.TypeArguments.Any(static argument => !argument.IsUnmanagedType))
        {
            return null;
        }

        ITypeSymbol[] arguments = [.. mapType.TypeArguments];
        if (!map.Kind.HoldsMaps)
        {
            return Construct(map.Kind, arguments, compilation);
        }

        INamedTypeSymbol? inner = InnerOf(MapKinds.InnerKind(MapArguments.OfInner(field).InnerType), map, compilation)
            ?? compilation.GetTypeByMetadataName(MapKinds.UntypedHandle);
        return inner is null ? null : Construct(map.Kind, [.. arguments.Take(arguments.Length - 2), inner], compilation);
    }

    /// <summary>Returns the handle of inner maps.</summary>
    private static INamedTypeSymbol? InnerOf(MapKind kind, MapSymbols outer, Compilation compilation)
    {
        var arguments = new ITypeSymbol[kind.Arity];
        if (kind.KeyParameter >= 0)
        {
            arguments[kind.KeyParameter] = outer.InnerKey!;
        }

        if (kind.ValueParameter >= 0)
        {
            arguments[kind.ValueParameter] = outer.InnerValue!;
        }

        return arguments.Length == 0 || kind.RecordParameter >= 0 || kind.HoldsMaps ? null : Construct(kind, arguments, compilation);
    }

    private static INamedTypeSymbol? Construct(MapKind kind, ITypeSymbol[] arguments, Compilation compilation)
    {
        if (kind.Handle is null || compilation.GetTypeByMetadataName(WithArity(kind.Handle, arguments.Length)) is not { } handle)
        {
            return null;
        }

        return arguments.Length == 0 ? handle : handle.Construct(arguments);
    }

    private static string WithArity(string name, int arity) => arity == 0 ? name : name + "`" + arity;
}
