using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Bpf.Analyzers.Ownership;

/// <summary>Takes apart <c>(found, number) is (true, 1)</c>, and the arms of a switch over a tuple.</summary>
internal sealed class TuplePatterns(ControlFlowGraph graph)
{
    private Dictionary<CaptureId, ITupleOperation>? _kept;

    /// <summary>Returns the elements that a pattern tests, without those that match always; null for other conditions.</summary>
    public List<(IOperation Element, IPatternOperation Pattern)>? TestsOf(IOperation condition)
    {
        if (condition is not IIsPatternOperation
            {
                Value: var value,
                Pattern: IRecursivePatternOperation { PropertySubpatterns.IsEmpty: true, DeclaredSymbol: null, DeconstructionSubpatterns: var patterns },
            }
            || TupleOf(value) is not { Elements: var elements } || elements.Length != patterns.Length)
        {
            return null;
        }

        return [.. elements.Zip(patterns, static (element, pattern) => (element, pattern)).Where(static pair => pair.pattern is not IDiscardPatternOperation)];
    }

    private ITupleOperation? TupleOf(IOperation value) => OwnershipEvents.Unwrap(value) switch
    {
        ITupleOperation tuple => tuple,
        IFlowCaptureReferenceOperation { Id: var id } => Kept.TryGetValue(id, out ITupleOperation? tuple) ? tuple : null,
        _ => null,
    };

    private Dictionary<CaptureId, ITupleOperation> Kept
    {
        get
        {
            if (_kept is null)
            {
                _kept = [];
                foreach (IFlowCaptureOperation capture in graph.Blocks.SelectMany(static block => block.Operations).OfType<IFlowCaptureOperation>())
                {
                    if (OwnershipEvents.Unwrap(capture.Value) is ITupleOperation tuple)
                    {
                        _kept[capture.Id] = tuple;
                    }
                }
            }

            return _kept;
        }
    }
}
