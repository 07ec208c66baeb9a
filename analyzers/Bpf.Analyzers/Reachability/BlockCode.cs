using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;

namespace Bpf.Analyzers.Reachability;

/// <summary>The code of a basic block.</summary>
internal static class BlockCode
{
    /// <summary>Returns the operations of a block, with the value that it branches on or returns as the last one.</summary>
    public static IEnumerable<IOperation> Of(BasicBlock block) => block.BranchValue is { } value ? block.Operations.Add(value) : block.Operations;
}
