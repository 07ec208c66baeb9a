using Microsoft.CodeAnalysis;

namespace Bpf.Analyzers.Reachability;

/// <summary>Classes with <c>[BpfObject]</c> whose programs may use the same types.</summary>
internal sealed class CodeGroup
{
    /// <summary>The classes.</summary>
    public List<INamedTypeSymbol> Objects { get; } = [];
}
