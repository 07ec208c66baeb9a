using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Bpf.Analyzers.Maps;

/// <summary>Tracks a reserved record through the control flow.</summary>
internal static class ReservationFlow
{
    /// <summary>Returns true when a path from a block leaves the method without releasing the record.</summary>
    public static bool Leaks(ControlFlowGraph graph, BasicBlock start, ILocalSymbol record)
    {
        var seen = new HashSet<BasicBlock>();
        var pending = new Stack<BasicBlock>();
        pending.Push(start);
        while (pending.Count > 0)
        {
            BasicBlock block = pending.Pop();
            if (!seen.Add(block) || GivesAway(block, record))
            {
                continue;
            }

            if (block.Kind == BasicBlockKind.Exit)
            {
                return true;
            }

            foreach (ControlFlowBranch? branch in new[] { block.FallThroughSuccessor, block.ConditionalSuccessor })
            {
                // A finally block runs along the path, and may submit the record.
                if (branch?.Destination is { } next && !branch.FinallyRegions.Any(region => GivesAway(region, graph, record)))
                {
                    pending.Push(next);
                }
            }
        }

        return false;
    }

    private static bool GivesAway(ControlFlowRegion region, ControlFlowGraph graph, ILocalSymbol record)
        => graph.Blocks.Any(block => block.Ordinal >= region.FirstBlockOrdinal && block.Ordinal <= region.LastBlockOrdinal && GivesAway(block, record));

    private static bool GivesAway(BasicBlock block, ILocalSymbol record)
        => block.Operations.Any(operation => GivesAway(operation, record)) || (block.BranchValue is { } value && GivesAway(value, record));

    // Any use other than a member access ends the search: the record is submitted, discarded, or passed on.
    private static bool GivesAway(IOperation operation, ILocalSymbol record) => operation.DescendantsAndSelf().Any(use =>
        BpfReferences.IsReference(use, record) && use.Parent is not IPropertyReferenceOperation);
}
