using System.Collections.Immutable;
using Bpf.Analyzers.Operations;
using Bpf.Shared;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Bpf.Analyzers.Packets;

/// <summary>BPF0427: checks that readers of a packet and references into it are not used after a call that changes the packet.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class StalePacketAnalyzer : LanguageAnalyzer
{
    private static readonly DiagnosticDescriptor s_rule = Descriptors.OfCode(BpfDiagnostics.StalePacketPointer);

    /// <summary>Creates the analyzer.</summary>
    public StalePacketAnalyzer() : base(s_rule)
    {
    }

    private protected override ImmutableArray<OperationKind> Kinds => [OperationKind.MethodBody];

    private protected override void Analyze(in BpfOperation operation)
    {
        PacketChanges changes = new(operation.Symbols, operation.Graph);
        if (!operation.Operation.Descendants().OfType<IInvocationOperation>().Any(call => changes.IsMadeBy(call.TargetMethod)))
        {
            return;
        }

        PacketFlow flow = new(new PacketPointers(operation.Symbols), changes);
        ControlFlowGraph graph = ControlFlowGraph.Create((IMethodBodyOperation)operation.Operation, operation.Cancellation);
        foreach (KeyValuePair<SyntaxNode, (string Variable, string Change)> use in flow.FindStaleUses(graph, operation.Method))
        {
            operation.Report(s_rule, use.Key.GetLocation(), use.Value.Variable, use.Value.Change);
        }
    }
}
