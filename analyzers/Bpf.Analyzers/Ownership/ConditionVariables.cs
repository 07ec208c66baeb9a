using Bpf.Analyzers.Language;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Bpf.Analyzers.Ownership;

/// <summary>The variables that the conditions of a method depend on.</summary>
internal sealed class ConditionVariables
{
    private readonly Dictionary<ISymbol, IOperation?> _values = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<CaptureId, IOperation?> _captures = [];
    private static readonly Dictionary<BinaryOperatorKind, BinaryOperatorKind> s_opposites = new()
    {
        [BinaryOperatorKind.Equals] = BinaryOperatorKind.NotEquals,
        [BinaryOperatorKind.NotEquals] = BinaryOperatorKind.Equals,
        [BinaryOperatorKind.LessThan] = BinaryOperatorKind.GreaterThanOrEqual,
        [BinaryOperatorKind.GreaterThanOrEqual] = BinaryOperatorKind.LessThan,
        [BinaryOperatorKind.GreaterThan] = BinaryOperatorKind.LessThanOrEqual,
        [BinaryOperatorKind.LessThanOrEqual] = BinaryOperatorKind.GreaterThan,
    };

    private readonly BpfSymbols _symbols;
    private readonly OwnershipEvents _events;

    /// <summary>Looks for the values of the locals of a method.</summary>
    public ConditionVariables(FunctionBody body, OwnershipEvents events, BpfSymbols symbols)
    {
        _events = events;
        _symbols = symbols;
        foreach (IFlowCaptureOperation capture in body.Graph.Blocks.SelectMany(static block => block.Operations).OfType<IFlowCaptureOperation>())
        {
            _captures[capture.Id] = _captures.ContainsKey(capture.Id) ? null : capture.Value;
        }

        foreach (IOperation operation in body.Code.Descendants())
        {
            if (operation is IVariableDeclaratorOperation declarator && declarator.GetVariableInitializer() is { Value: var value })
            {
                Assign(declarator.Symbol, value);
            }
            else if (operation is ILocalReferenceOperation { Local: var local } reference && IsWritten(reference))
            {
                Assign(local, null);
                Assign(local, null);
            }
        }
    }

    /// <summary>Returns the variables on which a condition depends; null when their values may follow from what the path has done before.</summary>
    public IReadOnlyCollection<ISymbol>? Of(IOperation condition)
    {
        HashSet<ISymbol> variables = new(SymbolEqualityComparer.Default);
        return Collect(condition, variables, 0) ? variables
            : OwnershipEvents.Unwrap(condition) is IBinaryOperation { OperatorMethod: null } binary && s_opposites.ContainsKey(binary.OperatorKind)
            ? InputOf(binary.LeftOperand) ?? InputOf(binary.RightOperand) : null;
    }

    // What somebody else decides may be equal to anything, or not.
    private static ISymbol[]? InputOf(IOperation operand) => OwnershipEvents.Unwrap(operand) switch
    {
        IParameterReferenceOperation { Parameter: var parameter } => [parameter],
        IFieldReferenceOperation { Field: { IsReadOnly: false, IsConst: false } field } => [field],
        _ => null,
    };

    /// <summary>Returns true for the condition of a loop that the path may take as often as it likes.</summary>
    public static bool IsOfLoop(IOperation condition)
        => condition.Syntax.Ancestors().OfType<ForStatementSyntax>().Any(loop => loop.Condition is { } test && test.Span.Contains(condition.Syntax.Span))
            || OwnershipEvents.Unwrap(condition) is IInvocationOperation { TargetMethod.Name: "MoveNext" };

    /// <summary>Returns the comparison of a variable with a constant that a condition is; null for others, and where the variable depends on others.</summary>
    /// <param name="condition">The condition.</param>
    /// <param name="isTrue">Whether it holds.</param>
    public (ISymbol Variable, BinaryOperatorKind Kind, decimal Constant)? ComparisonOf(IOperation condition, bool isTrue)
    {
        (IOperation? operand, BinaryOperatorKind kind, decimal? constant) = OwnershipEvents.Unwrap(condition) switch
        {
            IBinaryOperation { OperatorMethod: null } binary when s_opposites.ContainsKey(binary.OperatorKind) => NumberOf(binary.RightOperand) is { } right
                ? (binary.LeftOperand, binary.OperatorKind, right) : (binary.RightOperand, Turned(binary.OperatorKind), NumberOf(binary.LeftOperand)),
            IIsPatternOperation { Pattern: IConstantPatternOperation pattern } match => (match.Value, BinaryOperatorKind.Equals, NumberOf(pattern.Value)),
            _ => (null, BinaryOperatorKind.None, (decimal?)null),
        };
        return constant is { } number && operand is not null && VariableOf(operand) is { } variable && Of(condition) is { Count: 1 } variables
            && variables.Contains(variable, SymbolEqualityComparer.Default) ? (variable, isTrue ? kind : s_opposites[kind], number) : null;
    }

    private static decimal? NumberOf(IOperation operation) => (decimal?)IntegerConstant.Of(operation.ConstantValue);

    private static BinaryOperatorKind Turned(BinaryOperatorKind kind) => kind switch
    {
        BinaryOperatorKind.LessThan => BinaryOperatorKind.GreaterThan,
        BinaryOperatorKind.LessThanOrEqual => BinaryOperatorKind.GreaterThanOrEqual,
        BinaryOperatorKind.GreaterThan => BinaryOperatorKind.LessThan,
        BinaryOperatorKind.GreaterThanOrEqual => BinaryOperatorKind.LessThanOrEqual,
        _ => kind,
    };

    private ISymbol? VariableOf(IOperation operand) => OwnershipEvents.Unwrap(operand) switch
    {
        IFlowCaptureReferenceOperation { Id: var id } when _captures.TryGetValue(id, out IOperation? captured) && captured is not null => VariableOf(captured),
        IParameterReferenceOperation { Parameter: { RefKind: RefKind.None } parameter } => parameter,
        ILocalReferenceOperation { Local: { RefKind: RefKind.None } local } => local,
        _ => null,
    };

    private bool Collect(IOperation condition, HashSet<ISymbol> variables, int depth)
    {
        const int Most = 8;
        foreach (IOperation operation in condition.DescendantsAndSelf())
        {
            switch (operation)
            {
                case IFlowCaptureReferenceOperation { Id: var id }:
                    if (!_captures.TryGetValue(id, out IOperation? captured) || captured is null || depth > Most || !Collect(captured, variables, depth + 1))
                    {
                        return false;
                    }

                    break;
                case IInvocationOperation call when _events.MayAcquire(call) || _events.Looks(call):
                    return false; // whether there is an object
                case IFieldReferenceOperation { Field: { IsStatic: true, IsReadOnly: true } constant } when !_symbols.IsMap(constant.Type):
                    return false; // the host may have set it, so the verifier may know it
                case IFieldReferenceOperation { Field: var field }:
                    variables.Add(field);
                    break;
                case IPropertyReferenceOperation { Property: var property }:
                    variables.Add(property);
                    break;
                case IParameterReferenceOperation { Parameter: var parameter }:
                    variables.Add(parameter);
                    break;
                case ILocalReferenceOperation { Local.Type.IsRefLikeType: true }:
                    break;
                case ILocalReferenceOperation { Local: var local }:
                    variables.Add(local);
                    if (_values.TryGetValue(local, out IOperation? value) && !IsFromKernel(value)
                        && (value is null || depth > Most || !Collect(value, variables, depth + 1)))
                    {
                        return false;
                    }

                    break;
            }
        }

        return true;
    }

    private bool IsFromKernel(IOperation? value)
        => value is not null && OwnershipEvents.Unwrap(value) is IInvocationOperation { TargetMethod: var method } && _symbols.IsKernelFunction(method);

    // A second value makes it unknown.
    private void Assign(ISymbol local, IOperation? value) => _values[local] = _values.ContainsKey(local) ? null : value;

    private static bool IsWritten(ILocalReferenceOperation reference)
        => reference.Parent is IIncrementOrDecrementOperation or IAddressOfOperation
            || (reference.Parent is IAssignmentOperation assignment && assignment.Target == reference)
            || reference.Parent is IArgumentOperation { Parameter.RefKind: RefKind.Ref };
}
