using Bpf.Analyzers.Operations;
using System.Collections.Immutable;
using Bpf.Analyzers.Language;
using Bpf.Shared;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Bpf.Analyzers.Kernel;

/// <summary>BPF0028: checks that a session reads the arguments of the probed function only when it runs at entry.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class SessionArgumentAnalyzer : LanguageAnalyzer
{
    private static readonly DiagnosticDescriptor s_rule = Descriptors.OfCode(BpfDiagnostics.ArgumentAtReturn);

    /// <summary>Creates the analyzer.</summary>
    public SessionArgumentAnalyzer() : base(s_rule)
    {
    }

    private protected override ImmutableArray<OperationKind> Kinds => [OperationKind.ParameterReference];

    private protected override void Analyze(in BpfOperation operation)
    {
        IParameterSymbol parameter = ((IParameterReferenceOperation)operation.Operation).Parameter;
        if (SymbolEqualityComparer.Default.Equals(parameter.ContainingSymbol, operation.Method)
            && operation.Method.GetAttributes().Any(static attribute
                => attribute.AttributeClass is { Name: "UprobeSessionAttribute" or "KprobeSessionAttribute" })
            && !IsContext(parameter.Type)
            && !IsWritten(operation.Operation)
            && IsAtReturn(operation.Operation))
        {
            operation.Report(s_rule, parameter.Name);
        }
    }

    private static bool IsContext(ITypeSymbol type) => type.Name.EndsWith("Context", StringComparison.Ordinal);

    private static bool IsWritten(IOperation use) => use.Parent is ISimpleAssignmentOperation assignment && assignment.Target == use;

    // Inside if (context.IsReturn), behind && or ||, in an arm, or after if (!context.IsReturn) return.
    private static bool IsAtReturn(IOperation use)
    {
        IOperation child = use;
        for (IOperation? parent = use.Parent; parent is not null; child = parent, parent = parent.Parent)
        {
            bool isAtReturn = parent switch
            {
                IConditionalOperation conditional => (conditional.WhenTrue == child && Implies(conditional.Condition, isTrue: true))
                    || (conditional.WhenFalse == child && Implies(conditional.Condition, isTrue: false)),
                IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd } both =>
                    both.RightOperand == child && Implies(both.LeftOperand, isTrue: true),
                IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalOr } either =>
                    either.RightOperand == child && Implies(either.LeftOperand, isTrue: false),
                ISwitchExpressionArmOperation { Pattern: IConstantPatternOperation { Value.ConstantValue.Value: bool value },
                    Parent: ISwitchExpressionOperation choice } arm
                    => arm.Value == child && Implies(choice.Value, value),
                IBlockOperation block => block.Operations.TakeWhile(statement => statement != child).OfType<IConditionalOperation>().Any(static statement =>
                    (Leaves(statement.WhenTrue) && Implies(statement.Condition, isTrue: false))
                    || (statement.WhenFalse is { } other && Leaves(other) && Implies(statement.Condition, isTrue: true))),
                _ => false,
            };
            if (isAtReturn)
            {
                return true;
            }
        }

        return false;
    }

    // True when the condition, being true or false, implies that the function returns.
    private static bool Implies(IOperation condition, bool isTrue) => condition switch
    {
        IUnaryOperation { OperatorKind: UnaryOperatorKind.Not } not => Implies(not.Operand, !isTrue),
        IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd } both =>
            isTrue && (Implies(both.LeftOperand, true) || Implies(both.RightOperand, true)),
        IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalOr } either =>
            !isTrue && (Implies(either.LeftOperand, false) || Implies(either.RightOperand, false)),
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals, RightOperand.ConstantValue.Value: bool value } equal =>
            Implies(equal.LeftOperand, isTrue == value),
        IIsPatternOperation { Pattern: IConstantPatternOperation { Value.ConstantValue.Value: bool value } } pattern => Implies(pattern.Value, isTrue == value),
        IPropertyReferenceOperation { Property: { Name: "IsReturn", ContainingType.Name: "UprobeSessionContext" or "KprobeSessionContext" } } => isTrue,
        ILocalReferenceOperation reference => InitialValue(reference) is { } value && Implies(value, isTrue),
        _ => false,
    };

    private static IOperation? InitialValue(ILocalReferenceOperation reference)
    {
        IOperation body = reference;
        while (body.Parent is not null)
        {
            body = body.Parent;
        }

        return body.Descendants().OfType<IVariableDeclaratorOperation>()
            .FirstOrDefault(declarator => SymbolEqualityComparer.Default.Equals(declarator.Symbol, reference.Local))?.GetVariableInitializer()?.Value;
    }

    private static bool Leaves(IOperation branch) => branch switch
    {
        IBlockOperation block => block.Operations.Length > 0 && Leaves(block.Operations[block.Operations.Length - 1]),
        IReturnOperation => true,
        _ => false,
    };
}
