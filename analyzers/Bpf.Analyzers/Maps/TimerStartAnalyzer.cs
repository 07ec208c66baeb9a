using System.Collections.Immutable;
using Bpf.Analyzers.Operations;
using Bpf.Shared;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Bpf.Analyzers.Maps;

/// <summary>BPF0470: reports timers and work queues that no program of the project initializes, or gives a callback.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class TimerStartAnalyzer : LanguageAnalyzer
{
    private static readonly DiagnosticDescriptor s_rule = Descriptors.OfCode(BpfDiagnostics.TimerNotSet);
    private static readonly string[] s_before = ["Initialize", "SetCallback"];

    /// <summary>Creates the analyzer.</summary>
    public TimerStartAnalyzer() : base(s_rule)
    {
    }

    private protected override ImmutableArray<OperationKind> Kinds => [OperationKind.Invocation];

    private protected override void Analyze(in BpfOperation operation)
    {
        var start = (IInvocationOperation)operation.Operation;
        if (!IsOfTimer(start, "Start", operation.Symbols) || start.Instance is not IFieldReferenceOperation { Field: var timer })
        {
            return;
        }

        BpfSymbols symbols = operation.Symbols;
        IInvocationOperation[] calls = [.. operation.Graph.Bodies.SelectMany(static body => body.Operations).OfType<IInvocationOperation>()];
        foreach (string before in s_before)
        {
            // Called through a reference, it may be any timer.
            if (!calls.Any(call => IsOfTimer(call, before, symbols)
                && (call.Instance is not IFieldReferenceOperation { Field: var field } || SymbolEqualityComparer.Default.Equals(field, timer))))
            {
                operation.Report(s_rule, start.Syntax.GetLocation(), timer.Name, before);
                return;
            }
        }
    }

    private static bool IsOfTimer(IInvocationOperation call, string name, BpfSymbols symbols)
        => call.TargetMethod is { ContainingType.Name: "BpfTimer" or "BpfWorkQueue" } method && method.Name == name && symbols.IsVocabulary(method);
}
