using Bpf.Analyzers.Language;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Bpf.Analyzers.Intervals;

/// <summary>Computes the intervals of expressions.</summary>
internal sealed class IntervalValues(KnownLengths lengths)
{
    /// <summary>Returns the values that an integer expression may have; null for other types.</summary>
    public Interval? Of(IOperation operation, IntervalState state)
    {
        if (IntegerConstant.Of(operation.ConstantValue) is { } constant)
        {
            return Interval.Constant((decimal)constant);
        }

        return operation switch
        {
            IParenthesizedOperation parenthesized => Of(parenthesized.Operand, state),
            IConversionOperation { OperatorMethod: null } conversion => Of(conversion.Operand, state)?.In(conversion.Type) ?? Interval.Unknown(conversion.Type),
            IBinaryOperation { OperatorMethod: null } binary when Of(binary.LeftOperand, state) is { } left && Of(binary.RightOperand, state) is { } right
                => IntervalArithmetic.Apply(binary.OperatorKind, left, right)?.In(binary.Type) ?? Unknown(binary, left.Sources | right.Sources),
            IInvocationOperation call => OfCall(call, state) ?? Interval.Unknown(call.Type),
            IPropertyReferenceOperation { Property.Name: "Length", Instance.Syntax: ExpressionSyntax owner } property
                => lengths.Of(owner) is { } length ? Interval.Constant(length) : Interval.Unknown(property.Type)?.AtLeast(0, isCertain: false),
            _ => (KeyOf(operation) is { } key ? state.Of(key) : null) ?? Interval.Unknown(operation.Type),
        };
    }

    /// <summary>Returns what the state knows an operand by: a local, a parameter, or a value that the control flow graph keeps.</summary>
    public static object? KeyOf(IOperation operation) => operation switch
    {
        ILocalReferenceOperation { Local: { RefKind: RefKind.None } local } => local,
        IParameterReferenceOperation { Parameter: { RefKind: RefKind.None } parameter } => parameter,
        Microsoft.CodeAnalysis.FlowAnalysis.IFlowCaptureReferenceOperation capture => capture.Id,
        IDeclarationExpressionOperation declaration => KeyOf(declaration.Expression),
        _ => null,
    };

    private static Interval? Unknown(IOperation operation, ulong sources)
        => Interval.Unknown(operation.Type) is { } value ? value with { Sources = sources } : null;

    private Interval? OfCall(IInvocationOperation call, IntervalState state)
    {
        if (call.TargetMethod is not { ContainingType.Name: "Math" or "BitOperations" or "Int32" or "UInt32" or "Int64" or "UInt64" } method
            || method.ContainingNamespace.ToString() is not ("System" or "System.Numerics"))
        {
            return null;
        }

        IArgumentOperation[] arguments = [.. call.Arguments.OrderBy(static argument => argument.Parameter?.Ordinal)];
        return arguments.Length == 0 || Value(0) is not { } value ? null : method.Name switch
        {
            "Min" => Value(1) is { } other ? IntervalArithmetic.Least(value, other) : null,
            "Max" => Value(1) is { } other ? IntervalArithmetic.Greatest(value, other) : null,
            "Clamp" => Value(1) is { } min && Value(2) is { } max ? IntervalArithmetic.Least(IntervalArithmetic.Greatest(value, min), max) : null,
            "Log2" when value.Min >= 0 => IntervalArithmetic.Log2(value),
            "LeadingZeroCount" or "TrailingZeroCount" or "PopCount" when Interval.RangeOf(arguments[0].Parameter?.Type) is var (_, most)
                => new Interval(0, most > uint.MaxValue ? 64 : 32, false, false, value.Sources),
            _ => null,
        };

        Interval? Value(int index) => index < arguments.Length ? Of(arguments[index].Value, state) : null;
    }
}
