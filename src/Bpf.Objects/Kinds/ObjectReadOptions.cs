using Bpf.Runtime;

namespace Bpf.Objects;

/// <summary>How a BPF object is read.</summary>
public sealed record ObjectReadOptions
{
    /// <summary>Whose conventions the object follows.</summary>
    public BpfDialect Dialect { get; init; }

    /// <summary>Ignore members of map definitions that this library does not know, instead of refusing them.</summary>
    public bool RelaxedMapDefinitions { get; init; }
}
