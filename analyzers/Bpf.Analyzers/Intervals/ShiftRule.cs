using System.Globalization;
using Bpf.Shared;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Bpf.Analyzers.Intervals;

/// <summary>
/// BPF0149: reports shifts by the width of the number or more. Counts of twice the width are left alone: whoever writes them expects that they are reduced.
/// </summary>
internal sealed class ShiftRule() : IntervalRule(BpfDiagnostics.ShiftBeyondWidth)
{
    public override bool Concerns(IOperation operation, BpfSymbols symbols) => ShiftOf(operation) is not null;

    public override IEnumerable<IntervalFinding> Find(IOperation operation, IntervalState state, IntervalScope scope)
    {
        if (ShiftOf(operation) is var (number, count) && Interval.RangeOf(number.Type) is var (_, largest)
            && scope.Values.Of(count, state) is { HasMax: true } interval)
        {
            int width = largest > uint.MaxValue ? 64 : 32;
            if (interval.Max >= width && interval.Max < 2 * width && interval.Min >= 0)
            {
                yield return new IntervalFinding(operation.Syntax, width, interval.IsSingle ? Text(interval.Max) : "up to " + Text(interval.Max),
                    interval.IsSingle ? $"by {Text(interval.Max - width)}" : $"by {width - 1} at most");
            }
        }
    }

    private static (IOperation Number, IOperation Count)? ShiftOf(IOperation operation) => operation switch
    {
        IBinaryOperation { OperatorMethod: null, OperatorKind: var kind } binary when IsShift(kind) => (binary, binary.RightOperand),
        ICompoundAssignmentOperation { OperatorMethod: null, OperatorKind: var kind } compound when IsShift(kind) => (compound.Target, compound.Value),
        _ => null,
    };

    private static bool IsShift(BinaryOperatorKind kind)
        => kind is BinaryOperatorKind.LeftShift or BinaryOperatorKind.RightShift or BinaryOperatorKind.UnsignedRightShift;

    private static string Text(decimal value) => value.ToString(CultureInfo.InvariantCulture);
}
