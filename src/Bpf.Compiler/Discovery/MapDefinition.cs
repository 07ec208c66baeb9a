using Bpf.Compiler.Metadata;
using Bpf.Shared;

namespace Bpf.Compiler.Discovery;

/// <summary>The members of a BTF-defined map; null or 0 means that the member is omitted.</summary>
internal sealed record MapDefinition
{
    public required MapKind Kind { get; init; }

    public uint MaxEntries { get; init; }

    public TypeDesc? Key { get; init; }

    public TypeDesc? Value { get; init; }

    /// <summary>Type of the records, for maps that pass records to user space.</summary>
    public TypeDesc? Record { get; init; }

    public int ValueSize { get; init; }

    public MapFlags Flags { get; init; }

    public int Pinning { get; init; }

    public int NumaNode { get; init; }

    public ulong Extra { get; init; }

    /// <summary>Template of the inner maps of a map of maps.</summary>
    public MapDefinition? Inner { get; init; }

    /// <summary>Fields of the maps that initially fill the first slots of a map of maps.</summary>
    public IReadOnlyList<string> Initial { get; init; } = [];
}
