using Bpf.Analyzers.Operations;
using System.Collections.Immutable;
using Bpf.Shared;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Bpf.Analyzers.Language;

/// <summary>BPF0144: reports divisions by a constant zero.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class DivisionAnalyzer : LanguageAnalyzer
{
    private static readonly DiagnosticDescriptor s_rule = Descriptors.OfCode(BpfDiagnostics.DivisionByZero);

    /// <summary>Creates the analyzer.</summary>
    public DivisionAnalyzer() : base(s_rule)
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
    }

    private static bool IsZero(object value) => value is 0 or 0U or 0L or 0UL or (byte)0 or (sbyte)0 or (short)0 or (ushort)0 or '\0';
}
