using System.Collections.Immutable;
using Bpf.Analyzers.Reachability;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Bpf.Analyzers.Verdicts;

/// <summary>
/// Values that a return statement can yield, as far as they are certain: arms of conditions, values assigned to a variable that is only returned, and
/// values returned by a method of the project. A value that is compared along the way may have been filtered out, so it is not followed.
/// </summary>
internal sealed class ReturnedValues(Compilation compilation, CancellationToken cancellation)
{
    private const int MaximumCalls = 4;

    /// <summary>The values, each with its source expression in the program.</summary>
    public IEnumerable<(IOperation Place, IOperation Value)> Of(IOperation returned) => Follow(returned, place: null, calls: 0);

    /// <summary>Collects the values of a method's return statements.</summary>
    public static IEnumerable<IReturnOperation> ReturnsOf(IEnumerable<IOperation> operations)
        => operations.OfType<IReturnOperation>().Where(static operation => operation.ReturnedValue is not null && !IsInNestedFunction(operation));

    /// <summary>Returns true for an operation in a local function or lambda.</summary>
    public static bool IsInNestedFunction(IOperation operation)
    {
        for (IOperation? parent = operation.Parent; parent is not null; parent = parent.Parent)
        {
            if (parent is ILocalFunctionOperation or IAnonymousFunctionOperation)
            {
                return true;
            }
        }

        return false;
    }

    private IEnumerable<(IOperation Place, IOperation Value)> Follow(IOperation value, IOperation? place, int calls) => value switch
    {
        // The outermost conversion of an enum says which verdict is meant; the operand does not matter.
        IConversionOperation { OperatorMethod: null, Operand.Type.TypeKind: not TypeKind.Enum, ConstantValue.HasValue: false } conversion
            => Follow(conversion.Operand, place, calls),
        IConditionalOperation { WhenFalse: { } whenFalse } conditional => Follow(conditional.WhenTrue, place, calls).Concat(Follow(whenFalse, place, calls)),
        ISwitchExpressionOperation choice => choice.Arms.SelectMany(arm => Follow(arm.Value, place, calls)),
        ISimpleAssignmentOperation assignment => Follow(assignment.Value, place, calls),
        ILocalReferenceOperation { ConstantValue.HasValue: false } reference => Assigned(reference).SelectMany(item => Follow(item, place, calls)),
        IInvocationOperation { TargetMethod: { IsStatic: true } method } call when calls < MaximumCalls => ReturnedBy(method)
            .SelectMany(operation => Follow(operation.ReturnedValue!, place ?? call, calls + 1)),
        _ => [(place ?? value, value)],
    };

    private IEnumerable<IReturnOperation> ReturnedBy(IMethodSymbol method)
        => method.MethodKind == MethodKind.Ordinary && UserCode.Has(method, compilation)
            ? ReturnsOf(CodeOf.Method(method.OriginalDefinition, compilation, cancellation))
            : [];

    private static ImmutableArray<IOperation> Assigned(ILocalReferenceOperation reference)
    {
        IOperation body = reference;
        while (body.Parent is not null)
        {
            body = body.Parent;
        }

        var values = ImmutableArray.CreateBuilder<IOperation>();
        foreach (IOperation operation in body.Descendants())
        {
            switch (operation)
            {
                case IVariableDeclaratorOperation declarator when IsSame(declarator.Symbol):
                    if (declarator.GetVariableInitializer() is { } initializer)
                    {
                        values.Add(initializer.Value);
                    }

                    break;
                case ILocalReferenceOperation use when IsSame(use.Local):
                    if (use.Parent is ISimpleAssignmentOperation { Parent: IExpressionStatementOperation } assignment && assignment.Target == use)
                    {
                        values.Add(assignment.Value);
                    }
                    else if (!IsReturned(use))
                    {
                        return [];
                    }

                    break;
            }
        }

        return values.ToImmutable();

        bool IsSame(ILocalSymbol local) => SymbolEqualityComparer.Default.Equals(local, reference.Local);
    }

    private static bool IsReturned(IOperation operation)
    {
        for (IOperation? parent = operation.Parent; ; operation = parent, parent = parent.Parent)
        {
            switch (parent)
            {
                case IReturnOperation:
                    return true;
                case IConditionalOperation conditional when conditional.Condition != operation:
                case ISwitchExpressionArmOperation arm when arm.Value == operation:
                case ISwitchExpressionOperation choice when choice.Value != operation:
                case IConversionOperation:
                    continue;
                default:
                    return false;
            }
        }
    }
}
