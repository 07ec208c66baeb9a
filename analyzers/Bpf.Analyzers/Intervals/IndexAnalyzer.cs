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
        if (DeclaredPrograms.ExceptionResultOf(operation.Program) is not null
            || !body.Descendants().Any(static part => IndexOf(part) is not null || PartOf(part) is not null))
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
            if (IndexOf(part) is (var owner, var index) && lengths.Of(owner) is { } length && MayBeOutside(index, length - 1, state))
            {
                places.Add(part.Syntax.GetLocation());
            }
            else if (PartOf(part) is (var whole, var bounds) && lengths.Of(whole) is { } most
                && !bounds.Any(bound => values.Of(bound, state) is { IsSingle: true } constant && constant.Max > most) // BPF0142
                && bounds.Any(bound => MayBeOutside(bound, most, state)))
            {
                places.Add(part.Syntax.GetLocation());
            }
        }

        bool MayBeOutside(IOperation number, int largest, IntervalState state) => values.Of(number, state) is { IsSingle: false } interval
            && ((interval.HasMax && interval.Max > largest) || (interval.HasMin && interval.Min < 0));
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

    // span[start..end] and span.Slice(start, length)
    private static (ExpressionSyntax Whole, IReadOnlyList<IOperation> Bounds)? PartOf(IOperation operation)
    {
        if (operation is IInvocationOperation { TargetMethod: { Name: "Slice", ContainingType: var type } } slice && KnownLengths.IsSpan(type)
            && slice.Syntax is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Expression: var sliced } })
        {
            return (sliced, [.. slice.Arguments.Select(static argument => argument.Value)]);
        }

        return operation is IImplicitIndexerReferenceOperation { Argument: IRangeOperation range } part
            && part.Syntax is ElementAccessExpressionSyntax { Expression: var owner }
            ? (owner, [.. new[] { range.LeftOperand, range.RightOperand }.OfType<IConversionOperation>().Select(static bound => bound.Operand)]) : null;
    }
}
