using System.Collections.Immutable;
using Bpf.Shared;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Bpf.Analyzers.Language;

/// <summary>BPF0123: loops that show the verifier no bound.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class LoopAnalyzer : LanguageAnalyzer
{
    private static readonly DiagnosticDescriptor s_rule = Descriptors.OfCode(BpfDiagnostics.UnboundedLoop);

    /// <summary>Creates the analyzer.</summary>
    public LoopAnalyzer() : base(s_rule)
    {
    }

    private protected override ImmutableArray<OperationKind> Kinds => [OperationKind.Loop];

    private protected override void Analyze(in BpfOperation operation)
    {
        (IOperation? condition, bool isUsual) = operation.Operation switch
        {
            IForLoopOperation loop => (loop.Condition, true),
            IWhileLoopOperation loop => (loop.Condition, true),
            _ => (null, false),
        };
        if (isUsual && !IsBound(condition) && !operation.Operation.Descendants().Any(IsBoundedExit))
        {
            operation.Report(s_rule, operation.Operation.Syntax.GetFirstToken().GetLocation());
        }
    }

    // if (count >= constant) break; or return.
    private static bool IsBoundedExit(IOperation operation) => operation is IConditionalOperation conditional
        && IsBound(conditional.Condition)
        && conditional.Descendants().Any(static inner => inner is IReturnOperation or IBranchOperation { BranchKind: BranchKind.Break or BranchKind.GoTo });

    // A comparison, and not of equality, with a constant or a length that the verifier can know.
    private static bool IsBound(IOperation? condition) => condition is not null && condition.DescendantsAndSelf().OfType<IBinaryOperation>().Any(static binary =>
        binary.OperatorKind is BinaryOperatorKind.LessThan or BinaryOperatorKind.LessThanOrEqual
            or BinaryOperatorKind.GreaterThan or BinaryOperatorKind.GreaterThanOrEqual or BinaryOperatorKind.NotEquals
        && (IsKnown(binary.LeftOperand) || IsKnown(binary.RightOperand)));

    private static bool IsKnown(IOperation operand)
    {
        while (operand is IConversionOperation conversion)
        {
            operand = conversion.Operand;
        }

        return operand switch
        {
            { ConstantValue.HasValue: true } or { Type.SpecialType: SpecialType.System_Byte } => true,
            IPropertyReferenceOperation { Property.Name: "Length" or "Count" } => true,
            IFieldReferenceOperation { Field: { IsStatic: true, IsReadOnly: true } } => true,
            IBinaryOperation { OperatorKind: BinaryOperatorKind.And or BinaryOperatorKind.Remainder } masked => IsKnown(masked.LeftOperand) || IsKnown(masked.RightOperand),
            IInvocationOperation { TargetMethod: { Name: "Min" or "Clamp", ContainingType.Name: "Math" } } limit => limit.Arguments.Any(static argument => IsKnown(argument.Value)),
            _ => false,
        };
    }
}
