using Bpf.Analyzers.Operations;
using System.Collections.Immutable;
using Bpf.Shared;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Bpf.Analyzers.Language;

/// <summary>BPF0112: reports calls that close a cycle.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class RecursionAnalyzer : LanguageAnalyzer
{
    private static readonly DiagnosticDescriptor s_rule = Descriptors.OfCode(BpfDiagnostics.Recursion);

    /// <summary>Creates the analyzer.</summary>
    public RecursionAnalyzer() : base(s_rule)
    {
    }

    private protected override ImmutableArray<OperationKind> Kinds =>
    [
        OperationKind.Binary,
        OperationKind.CompoundAssignment,
        OperationKind.Conversion,
        OperationKind.Decrement,
        OperationKind.Increment,
        OperationKind.Invocation,
        OperationKind.MethodReference,
        OperationKind.ObjectCreation,
        OperationKind.PropertyReference,
        OperationKind.Unary,
    ];

    private protected override void Analyze(in BpfOperation operation)
    {
        if ((operation.Graph.CycleAt(operation.Operation) ?? LocalCycleAt(operation.Operation)) is { } cycle)
        {
            operation.Report(s_rule, cycle);
        }
    }

    // A call of a local function within itself.
    private static string? LocalCycleAt(IOperation operation)
    {
        if (operation is not IInvocationOperation { TargetMethod: { MethodKind: MethodKind.LocalFunction } called })
        {
            return null;
        }

        for (IOperation? around = operation.Parent; around is not null; around = around.Parent)
        {
            if (around is ILocalFunctionOperation { Symbol: var function } && SymbolEqualityComparer.Default.Equals(function, called.OriginalDefinition))
            {
                return $"{called.Name} → {called.Name}";
            }
        }

        return null;
    }
}
