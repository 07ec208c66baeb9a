using Bpf.Analyzers.Declarations;
using Bpf.Analyzers.Language;
using Bpf.Shared;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Bpf.Analyzers.Intervals;

/// <summary>
/// BPF0147: reports indexes that the code lets become too large or negative. What it does not show is left to bpfc, which reports the same rule.
/// </summary>
internal sealed class IndexRule() : IntervalRule(BpfDiagnostics.IndexMayEndProgram)
{
    public override bool Covers(IMethodSymbol program) => DeclaredPrograms.ExceptionResultOf(program) is null;

    public override bool Concerns(IOperation operation, BpfSymbols symbols) => IndexOf(operation) is not null || PartOf(operation) is not null;

    public override IEnumerable<IntervalFinding> Find(IOperation operation, IntervalState state, IntervalScope scope)
    {
        if (IndexOf(operation) is (var owner, var index) && scope.Lengths.Of(owner) is { } length && MayBeOutside(index, length - 1))
        {
            yield return new IntervalFinding(operation.Syntax);
        }
        else if (PartOf(operation) is (var whole, var bounds) && scope.Lengths.Of(whole) is { } most
            && !bounds.Any(bound => scope.Values.Of(bound, state) is { IsSingle: true } constant && constant.Max > most) // BPF0142
            && bounds.Any(bound => MayBeOutside(bound, most)))
        {
            yield return new IntervalFinding(operation.Syntax);
        }

        bool MayBeOutside(IOperation number, int largest) => scope.Values.Of(number, state) is { IsSingle: false } interval
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
