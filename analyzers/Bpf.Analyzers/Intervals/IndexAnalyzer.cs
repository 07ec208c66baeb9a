using System.Collections.Immutable;
using Bpf.Analyzers.Declarations;
using Bpf.Analyzers.Language;
using Bpf.Analyzers.Operations;
using Bpf.Shared;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Bpf.Analyzers.Intervals;

/// <summary>
/// BPF0147: reports indexes that the code lets become too large or negative. What it does not show is left to bpfc, which reports the same rule.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class IndexAnalyzer : LanguageAnalyzer
{
    private static readonly DiagnosticDescriptor s_rule = Descriptors.OfCode(BpfDiagnostics.IndexMayEndProgram);

    /// <summary>Creates the analyzer.</summary>
    public IndexAnalyzer() : base(s_rule)
    {
    }

    private protected override ImmutableArray<OperationKind> Kinds => [OperationKind.MethodBody];

    private protected override void Analyze(in BpfOperation operation)
    {
        IOperation body = operation.Operation;
        if (DeclaredPrograms.ExceptionResultOf(operation.Program) is not null || !body.Descendants().Any(static part => IndexOf(part) is not null))
        {
            return;
        }

        KnownLengths lengths = new(body.SemanticModel!, body.Syntax, operation.Cancellation);
        IntervalValues values = new(lengths);
        ControlFlowGraph graph = ControlFlowGraph.Create((IMethodBodyOperation)body, operation.Cancellation);
        List<Location> places = [];
        new IntervalFlow(graph, body, operation.Symbols, values).Run(operation.Method, Look, operation.Cancellation);
        foreach (Location place in places.Distinct())
        {
            operation.Report(s_rule, place);
        }

        void Look(IOperation part, IntervalState state)
        {
            if (IndexOf(part) is (var owner, var index) && lengths.Of(owner) is { } length && values.Of(index, state) is { IsSingle: false } interval
                && ((interval.HasMax && interval.Max >= length) || (interval.HasMin && interval.Min < 0)))
            {
                places.Add(part.Syntax.GetLocation());
            }
        }
    }

    private static (ExpressionSyntax Owner, IOperation Index)? IndexOf(IOperation operation)
    {
        IOperation? index = operation switch
        {
            IPropertyReferenceOperation { Property: { IsIndexer: true, ContainingType: var span }, Arguments: { Length: 1 } arguments }
                when KnownLengths.IsSpan(span) => arguments[0].Value,
            IInlineArrayAccessOperation { Argument: { Type.SpecialType: SpecialType.System_Int32 } argument } => argument,
            IArrayElementReferenceOperation { Indices: { Length: 1 } indices } => indices[0],
            _ => null,
        };
        return index is not null && operation.Syntax is ElementAccessExpressionSyntax { Expression: var owner } ? (owner, index) : null;
    }
}
