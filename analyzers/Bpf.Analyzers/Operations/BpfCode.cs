using System.Collections.Immutable;
using Bpf.Analyzers.Reachability;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Bpf.Analyzers.Operations;

/// <summary>
/// Analyzes the operations of BPF code. An operation action of the analyzer driver would build the operations of all code of the project, most of which is
/// none.
/// </summary>
internal static class BpfCode
{
    /// <summary>Registers an action for operations of some kinds in methods that become BPF code, except those that never run.</summary>
    public static void Register(CompilationStartAnalysisContext start, BpfSymbols symbols, BpfCodeGraph graph, ImmutableArray<OperationKind> kinds,
        Action<BpfOperation> analyze) => start.RegisterSemanticModelAction(model =>
    {
        foreach (ReachedBody body in graph.BodiesIn(model.SemanticModel.SyntaxTree))
        {
            foreach (IOperation operation in body.Operations)
            {
                if (kinds.Contains(operation.Kind) && !BpfOperation.IsSilent(operation))
                {
                    model.CancellationToken.ThrowIfCancellationRequested();
                    analyze(new BpfOperation(operation, model, symbols, graph, body.Reach));
                }
            }
        }
    });
}
