using System.Collections.Immutable;
using Bpf.Analyzers.Operations;
using Bpf.Analyzers.Reachability;
using Bpf.Shared;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Bpf.Analyzers.Language;

/// <summary>BPF0144 and BPF0151: reports divisions by a constant zero, and by a variable that is still zero.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class DivisionAnalyzer : LanguageAnalyzer
{
    private static readonly DiagnosticDescriptor s_rule = Descriptors.OfCode(BpfDiagnostics.DivisionByZero);
    private static readonly DiagnosticDescriptor s_atFirst = Descriptors.OfCode(BpfDiagnostics.DivisorStartsAtZero);

    /// <summary>Creates the analyzer.</summary>
    public DivisionAnalyzer() : base(s_rule, s_atFirst)
    {
    }

    private protected override ImmutableArray<OperationKind> Kinds => [OperationKind.Binary, OperationKind.CompoundAssignment, OperationKind.Invocation];

    private protected override void Analyze(in BpfOperation operation)
    {
        IOperation? divisor = operation.Operation switch
        {
            IBinaryOperation { OperatorKind: BinaryOperatorKind.Divide or BinaryOperatorKind.Remainder, OperatorMethod: null } binary => binary.RightOperand,
            ICompoundAssignmentOperation { OperatorKind: BinaryOperatorKind.Divide or BinaryOperatorKind.Remainder, OperatorMethod: null } assignment =>
                assignment.Value,
            IInvocationOperation { TargetMethod: { Name: "DivRem", ContainingType.ContainingNamespace.Name: "System" } } call => call.Arguments[1].Value,
            _ => null,
        };
        if (divisor?.ConstantValue is { HasValue: true, Value: { } value } && IsZero(value))
        {
            operation.Report(s_rule);
        }
        else if (divisor is not null && operation.Symbols.IsProgram(operation.Method) && IsZeroAtFirst(divisor, operation))
        {
            operation.Report(s_atFirst, divisor.Syntax.ToString());
        }
    }

    // A variable that starts at 0, and that only code behind a division that always takes place changes.
    private static bool IsZeroAtFirst(IOperation divisor, in BpfOperation operation)
    {
        while (divisor is IConversionOperation { OperatorMethod: null } or IParenthesizedOperation)
        {
            divisor = divisor.ChildOperations.Single();
        }

        int start = divisor.Syntax.SpanStart;
        return BpfCodeGraph.VariableOf(divisor) is { IsReadOnly: false } field && operation.Graph.Writes(field)
            && operation.Graph.IsOnlyUser(operation.Method, field)
            && StartsAtZero(field, operation.Cancellation) && IsUnconditional(divisor, out IOperation body)
            && !body.Descendants().Any(part => part.Syntax.SpanStart < start
                && (part is IReturnOperation or IBranchOperation
                    || SymbolEqualityComparer.Default.Equals(BpfCodeGraph.VariableOf(part), field)));
    }

    private static bool StartsAtZero(IFieldSymbol field, CancellationToken cancellation)
        => (field.AssociatedSymbol ?? field).DeclaringSyntaxReferences.All(reference => ConstantInitializer.InitializerAt(reference, cancellation)
            is null or LiteralExpressionSyntax { Token.Value: 0 or 0U or 0L or 0UL });

    private static bool IsUnconditional(IOperation operation, out IOperation body)
    {
        for (body = operation; body.Parent is { } parent; body = parent)
        {
            if (parent is IConditionalOperation or ILoopOperation or ISwitchOperation or ISwitchExpressionOperation or ICoalesceOperation
                or IConditionalAccessOperation or IAnonymousFunctionOperation or ILocalFunctionOperation
                or IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd or BinaryOperatorKind.ConditionalOr })
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsZero(object value) => value is 0 or 0U or 0L or 0UL or (byte)0 or (sbyte)0 or (short)0 or (ushort)0 or '\0';
}
