using Bpf.Analyzers.Operations;
using System.Collections.Immutable;
using Bpf.Analyzers.Language;
using Bpf.Shared;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Bpf.Analyzers.Maps;

/// <summary>BPF0306: checks that a reserved ring buffer record is submitted or discarded on every path.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ReservationAnalyzer : LanguageAnalyzer
{
    private static readonly DiagnosticDescriptor s_rule = Descriptors.OfCode(BpfDiagnostics.ReservationLeak);

    /// <summary>Creates the analyzer.</summary>
    public ReservationAnalyzer() : base(s_rule)
    {
    }

    private protected override ImmutableArray<OperationKind> Kinds => [OperationKind.MethodBody];

    private protected override void Analyze(in BpfOperation operation)
    {
        BpfSymbols symbols = operation.Symbols;
        if (!operation.Operation.Descendants().Any(inner => IsReservation(inner, symbols)))
        {
            return;
        }

        ControlFlowGraph graph = ControlFlowGraph.Create((IMethodBodyOperation)operation.Operation, operation.Cancellation);
        foreach (BasicBlock block in graph.Blocks)
        {
            if (ReservedBranch(block, symbols) is var (branch, call)
                && BpfReferences.OutLocal(call) is { } local
                && ReservationFlow.Leaks(graph, branch, local))
            {
                operation.Report(s_rule, call.Syntax.GetLocation(), local.Name);
            }
        }
    }

    private static bool IsReservation(IOperation? operation, BpfSymbols symbols)
        => operation is IInvocationOperation { TargetMethod: { Name: "TryReserve" } method } && symbols.IsVocabulary(method);

    // When a block ends by testing the reservation: the branch on which it succeeded.
    private static (BasicBlock Branch, IInvocationOperation Call)? ReservedBranch(BasicBlock block, BpfSymbols symbols)
    {
        IOperation? condition = block.BranchValue;
        bool isNegated = block.ConditionKind == ControlFlowConditionKind.WhenFalse;
        while (condition is IUnaryOperation { OperatorKind: UnaryOperatorKind.Not } not)
        {
            condition = not.Operand;
            isNegated = !isNegated;
        }

        if (block.ConditionKind == ControlFlowConditionKind.None || !IsReservation(condition, symbols))
        {
            return null;
        }

        BasicBlock? branch = (isNegated ? block.FallThroughSuccessor : block.ConditionalSuccessor)?.Destination;
        return branch is null ? null : (branch, (IInvocationOperation)condition!);
    }
}
