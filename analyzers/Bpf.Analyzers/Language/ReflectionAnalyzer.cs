using Bpf.Analyzers.Operations;
using System.Collections.Immutable;
using Bpf.Shared;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Bpf.Analyzers.Language;

/// <summary>BPF0111: reports dynamic, and typeof except in a comparison of two types.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ReflectionAnalyzer : LanguageAnalyzer
{
    private static readonly DiagnosticDescriptor s_rule = Descriptors.OfCode(BpfDiagnostics.ReflectionUse);

    /// <summary>Creates the analyzer.</summary>
    public ReflectionAnalyzer() : base(s_rule)
    {
    }

    private protected override ImmutableArray<OperationKind> Kinds =>
    [
        OperationKind.TypeOf,
        OperationKind.DynamicIndexerAccess,
        OperationKind.DynamicInvocation,
        OperationKind.DynamicMemberReference,
        OperationKind.DynamicObjectCreation,
    ];

    private protected override void Analyze(in BpfOperation operation)
    {
        if (!IsTypeQuestion(operation.Operation))
        {
            operation.Report(s_rule, operation.Operation is ITypeOfOperation ? "typeof" : "dynamic");
        }
    }

    // typeof(T) == typeof(int) is known when the code is compiled.
    private static bool IsTypeQuestion(IOperation operation) => operation is ITypeOfOperation
        && operation.Parent is IBinaryOperation
        {
            OperatorKind: BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals,
            LeftOperand: ITypeOfOperation,
            RightOperand: ITypeOfOperation,
        };
}
