using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Bpf.Analyzers.Reachability;

/// <summary>A body of a method that becomes BPF code.</summary>
/// <param name="reach">How BPF code gets there.</param>
/// <param name="root">The body.</param>
internal sealed class ReachedBody(Reach reach, IOperation root)
{
    /// <summary>How BPF code gets there.</summary>
    public Reach Reach { get; } = reach;

    /// <summary>All operations, also those that the compiler omits.</summary>
    public ImmutableArray<IOperation> Operations { get; } = [.. root.DescendantsAndSelf()];
}
