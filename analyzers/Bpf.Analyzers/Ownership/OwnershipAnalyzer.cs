using System.Collections.Immutable;
using Bpf.Analyzers.Operations;
using Bpf.Shared;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Bpf.Analyzers.Ownership;

/// <summary>
/// BPF0306, BPF0431 to BPF0436, BPF0463 to BPF0466 and BPF0468: checks that what a program acquires (objects of the kernel, records, locks,
/// iterations) is released once on every path, and not used afterwards.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class OwnershipAnalyzer : LanguageAnalyzer
{
    private static readonly ImmutableDictionary<BpfDiagnostic, DiagnosticDescriptor> s_rules = new[]
    {
        BpfDiagnostics.ReservationLeak, BpfDiagnostics.UncheckedReference, BpfDiagnostics.NotReleased, BpfDiagnostics.ReleasedTwice,
        BpfDiagnostics.UsedAfterRelease, BpfDiagnostics.NullReleased,
        BpfDiagnostics.NotEnded, BpfDiagnostics.EndWithoutBegin, BpfDiagnostics.CallInLock, BpfDiagnostics.LockNotHeld, BpfDiagnostics.UncheckedObject,
        BpfDiagnostics.UsedOutOfLock, BpfDiagnostics.UnsetHandle,
    }.ToImmutableDictionary(static rule => rule, Descriptors.OfCode);

    /// <summary>Creates the analyzer.</summary>
    public OwnershipAnalyzer() : base([.. s_rules.Values])
    {
    }

    private protected override ImmutableArray<OperationKind> Kinds => [OperationKind.MethodBody];

    private protected override void Analyze(in BpfOperation operation)
    {
        FunctionBody method = FunctionBody.Of((IMethodBodyOperation)operation.Operation);
        foreach (FunctionBody body in method.Nested().Prepend(method))
        {
            OwnershipEvents events = OwnershipEvents.Of(body, operation.Symbols, MethodSummaries.In(operation.Symbols));
            bool isClosed = body == method && operation.Symbols.IsProgram(operation.Method) && !events.CallsMethods;
            foreach (OwnershipFault fault in PathsOf(body, events, operation.Symbols, isClosed)?.Find(operation.Cancellation) ?? [])
            {
                object[] arguments = fault.Other.Length > 0 ? [fault.Name, fault.Other] : [fault.Name];
                operation.Report(s_rules[fault.Diagnostic], fault.Syntax.GetLocation(), arguments);
            }
        }

        foreach (IInvocationOperation call in operation.Operation.Descendants().OfType<IInvocationOperation>())
        {
            if (call is { IsImplicit: false, Instance: ILocalReferenceOperation { Local: { IsUsing: true } local }, TargetMethod: { Name: "Dispose" } release }
                && operation.Symbols.IsVocabulary(release))
            {
                operation.Report(s_rules[BpfDiagnostics.ReleasedTwice], call.Syntax.GetLocation(), local.Name);
            }
        }
    }

    /// <summary>Returns the paths of a method; null for a method that neither acquires nor ends anything.</summary>
    /// <param name="body">The method.</param>
    /// <param name="events">What it does.</param>
    /// <param name="symbols">The vocabulary.</param>
    /// <param name="isClosed">Whether everything that the method begins has to end in it, and the other way around.</param>
    /// <param name="reportsDoubts">Whether to report also what happens on paths that the verifier may know not to be taken.</param>
    internal static OwnershipPaths? PathsOf(
        FunctionBody body, OwnershipEvents events, BpfSymbols symbols, bool isClosed, bool reportsDoubts = false)
        => events.IsEmpty && events.Ended.Count == 0 ? null
            : new OwnershipPaths(body.Graph, events, new ConditionVariables(body, events, symbols), isClosed) { ReportsDoubts = reportsDoubts };
}
