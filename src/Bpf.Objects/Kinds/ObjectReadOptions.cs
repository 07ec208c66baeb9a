using Bpf.Runtime;

namespace Bpf.Objects;

/// <summary>Options for reading a BPF object.</summary>
public sealed record ObjectReadOptions
{
    /// <summary>The conventions the object follows.</summary>
    public BpfDialect Dialect { get; init; }

    /// <summary>Whether to ignore unknown members of map definitions instead of rejecting them.</summary>
    public bool RelaxedMapDefinitions { get; init; }
}
