using Bpf.Shared;
using Microsoft.CodeAnalysis;

namespace Bpf.Generators.Gathering;

/// <summary>Finds the class of Bpf.Runtime for a map, with its type arguments.</summary>
internal static class HandleReader
{
    private const string InnerMapAttribute = "Bpf.BpfInnerMapAttribute";
    private const string KindAttribute = "Bpf.BpfMapKindAttribute";
    private const uint Hash = 1; // BPF_MAP_TYPE_HASH, which inner maps are when the field does not say

    /// <returns>The handle, or <see langword="null"/> for the untyped one.</returns>
    public static INamedTypeSymbol? Of(IFieldSymbol field, INamedTypeSymbol mapType, Compilation compilation)
    {
        string declaration = mapType.ContainingNamespace.ToDisplayString() + "." + mapType.Name;
        MapHandle? row = Array.Find(MapHandles.All, row => row.Declaration == declaration);
        if (row is null || mapType.TypeArguments.Any(static argument => !argument.IsUnmanagedType))
        {
            return null;
        }

        ITypeSymbol[] arguments = [.. mapType.TypeArguments];
        if (!row.HoldsMaps)
        {
            return Construct(row, arguments, compilation);
        }

        int keys = arguments.Length - 2;
        ITypeSymbol? inner = InnerOf(InnerTypeOf(field), arguments[keys], arguments[keys + 1], compilation) ?? compilation.GetTypeByMetadataName(MapHandles.Untyped);
        return inner is null ? null : Construct(row, [.. arguments.Take(keys), inner], compilation);
    }

    private static INamedTypeSymbol? Construct(MapHandle row, ITypeSymbol[] arguments, Compilation compilation)
    {
        if (compilation.GetTypeByMetadataName(WithArity(row.Handle, arguments.Length)) is not { } handle)
        {
            return null;
        }

        return arguments.Length == 0 ? handle : handle.Construct(arguments);
    }

    private static uint InnerTypeOf(IFieldSymbol field) => TypeIn(Find(field, InnerMapAttribute)) ?? Hash;

    /// <summary>The handle of the declaration that stands for a kernel map type with key and value.</summary>
    private static INamedTypeSymbol? InnerOf(uint type, ITypeSymbol key, ITypeSymbol value, Compilation compilation)
    {
        foreach (MapHandle row in MapHandles.All)
        {
            if (!row.HoldsMaps && ArgumentsOf(row, type, key, value, compilation) is { } arguments)
            {
                return Construct(row, arguments, compilation);
            }
        }

        return null;
    }

    private static ITypeSymbol[]? ArgumentsOf(MapHandle row, uint type, ITypeSymbol key, ITypeSymbol value, Compilation compilation)
    {
        for (int arity = 1; arity <= 2; arity++)
        {
            AttributeData? kind = compilation.GetTypeByMetadataName(WithArity(row.Declaration, arity)) is { } declaration ? Find(declaration, KindAttribute) : null;
            if (kind is null || TypeIn(kind) != type)
            {
                continue;
            }

            ITypeSymbol[] arguments = new ITypeSymbol[arity];
            foreach (KeyValuePair<string, TypedConstant> parameter in kind.NamedArguments)
            {
                if (parameter is { Key: "KeyParameter" or "ValueParameter", Value.Value: int index } && index >= 0)
                {
                    arguments[index] = parameter.Key == "KeyParameter" ? key : value;
                }
            }

            return Array.TrueForAll(arguments, static argument => argument is not null) ? arguments : null;
        }

        return null;
    }

    private static AttributeData? Find(ISymbol symbol, string attribute)
        => symbol.GetAttributes().FirstOrDefault(data => data.AttributeClass?.ToDisplayString() == attribute);

    // Of an attribute whose first argument is the BpfMapType.
    private static uint? TypeIn(AttributeData? attribute) => attribute?.ConstructorArguments.FirstOrDefault().Value as uint?;

    private static string WithArity(string name, int arity) => arity == 0 ? name : name + "`" + arity;
}
