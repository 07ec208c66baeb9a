using System.Collections.Immutable;
using Bpf.Analyzers.Operations;
using Bpf.Shared;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Bpf.Analyzers.Ownership;

/// <summary>
/// BPF0306, BPF0431 to BPF0436 and BPF0463 to BPF0466: checks that what a program acquires (objects of the kernel, records, locks,
/// iterations) is released once on every path, and not used afterwards.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class OwnershipAnalyzer : LanguageAnalyzer
{
    private static readonly ImmutableDictionary<BpfDiagnostic, DiagnosticDescriptor> s_rules = new[]
    {
        BpfDiagnostics.ReservationLeak, BpfDiagnostics.NotReleased, BpfDiagnostics.ReleasedTwice, BpfDiagnostics.UsedAfterRelease, BpfDiagnostics.NullReleased,
        BpfDiagnostics.NotEnded, BpfDiagnostics.EndWithoutBegin, BpfDiagnostics.CallInLock, BpfDiagnostics.LockNotHeld, BpfDiagnostics.UncheckedObject,
        BpfDiagnostics.UsedOutOfLock,
    }.ToImmutableDictionary(static rule => rule, Descriptors.OfCode);

    /// <summary>Creates the analyzer.</summary>
    public OwnershipAnalyzer() : base([.. s_rules.Values])
    {
    }

    private protected override ImmutableArray<OperationKind> Kinds => [OperationKind.MethodBody];

    private protected override void Analyze(in BpfOperation operation)
    {
        OwnershipEvents events = OwnershipEvents.Of(operation.Operation, operation.Symbols);
        if (events.IsEmpty && events.Ended.Count == 0)
        {
            return;
        }

        ControlFlowGraph graph = ControlFlowGraph.Create((IMethodBodyOperation)operation.Operation, operation.Cancellation);
        ConditionVariables variables = new(operation.Operation, graph, events, operation.Symbols);
        OwnershipPaths paths = new(graph, events, variables, operation.Symbols.IsProgram(operation.Method));
        foreach (OwnershipFault fault in paths.Find(operation.Cancellation))
        {
            object[] arguments = fault.Other.Length > 0 ? [fault.Name, fault.Other] : [fault.Name];
            operation.Report(s_rules[fault.Diagnostic], fault.Syntax.GetLocation(), arguments);
        }
    }
}
