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
    public static void Register(CompilationStartAnalysisContext start, BpfSymbols symbols, BpfCodeGraphs graphs, ImmutableArray<OperationKind> kinds,
        Action<BpfOperation> analyze) => start.RegisterSemanticModelAction(model =>
    {
        SyntaxTree tree = model.SemanticModel.SyntaxTree;
        foreach (BpfCodeGraph graph in graphs.In(tree, model.CancellationToken))
        {
            foreach (ReachedBody body in graph.BodiesIn(tree))
            {
                foreach (IOperation operation in body.Operations.Where(operation => kinds.Contains(operation.Kind) && !BpfOperation.IsSilent(operation)))
                {
                    model.CancellationToken.ThrowIfCancellationRequested();
                    analyze(new BpfOperation(operation, model, symbols, graph, body.Reach));
                }
            }
        }
    });
}
