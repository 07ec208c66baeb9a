using System.Globalization;
using Bpf.Shared;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Bpf.Analyzers.Intervals;

/// <summary>
/// BPF0469: reports indexes into fixed buffers and memory from stackalloc that the code lets become too large or negative. C# does not check them.
/// </summary>
internal sealed class BufferIndexRule() : IntervalRule(BpfDiagnostics.BufferIndex)
{
    public override bool Concerns(IOperation operation, BpfSymbols symbols) => ElementOf(operation) is not null;

    public override IEnumerable<IntervalFinding> Find(IOperation operation, IntervalState state, IntervalScope scope)
    {
        if (ElementOf(operation) is (var owner, var index) && scope.Lengths.Of(owner) is { } length
            && scope.Values.Of(index, state) is { IsSingle: false } interval
            && ((interval.HasMax && interval.Max >= length) || (interval.HasMin && interval.Min < 0)))
        {
            decimal wrong = interval.HasMin && interval.Min < 0 ? interval.Min : interval.Max;
            yield return new IntervalFinding(operation.Syntax, index.Syntax.ToString(), wrong.ToString(CultureInfo.InvariantCulture), owner.ToString(), length);
        }
    }

    // Elements behind pointers have no operation of their own; the index is the last part.
    private static (ExpressionSyntax Owner, IOperation Index)? ElementOf(IOperation operation)
        => operation is
        {
            Kind: OperationKind.None,
            Syntax: ElementAccessExpressionSyntax { ArgumentList.Arguments.Count: 1 } element,
            ChildOperations: { Count: 2 } parts,
        } ? (element.Expression, parts.Last()) : null;
}
