using System.Collections.Immutable;
using Bpf.Shared;
using Microsoft.CodeAnalysis;

namespace Bpf.Analyzers.Declarations;

/// <summary>The named arguments of a <c>[BpfMap]</c> or <c>[BpfInnerMap]</c> attribute.</summary>
internal readonly struct MapArguments(AttributeData? attribute)
{
    private const string InnerMapAttribute = "BpfInnerMapAttribute";

    /// <summary>The name in the object; null for that of the field.</summary>
    public string? Name => Get("Name") as string;

    public int MaxEntries => Get(nameof(MaxEntries)) as int? ?? 0;

    public int ByteSize => Get(nameof(ByteSize)) as int? ?? 0;

    public MapFlags Flags => (MapFlags)(Get(nameof(Flags)) as uint? ?? 0);

    public int NumaNode => Get(nameof(NumaNode)) as int? ?? 0;

    /// <summary>The type of inner maps; null when not specified.</summary>
    public MapType? InnerType => attribute?.ConstructorArguments.FirstOrDefault().Value is uint type ? (MapType)type : null;

    /// <summary>The number of inner maps; null when not specified.</summary>
    public int? InnerMaxEntries => Get(nameof(MaxEntries)) as int?;

    /// <summary>The number of maps that it initially contains.</summary>
    public int InitialCount => Find("Initial") is { Kind: TypedConstantKind.Array, Values: { IsDefault: false } values } ? values.Length : 0;

    /// <summary>Reads the arguments of the <c>[BpfInnerMap]</c> of a field; empty when it has none.</summary>
    public static MapArguments OfInner(IFieldSymbol field) => new(field.GetAttributes().FirstOrDefault(static attribute
        => attribute.AttributeClass is { Name: InnerMapAttribute, ContainingNamespace: { Name: "Bpf", ContainingNamespace.IsGlobalNamespace: true } }));

    private object? Get(string name) => Find(name) is { Kind: not TypedConstantKind.Array } constant ? constant.Value : null;

    private TypedConstant Find(string name) => attribute is null ? default : attribute.NamedArguments.FirstOrDefault(argument => argument.Key == name).Value;
}
