using Bpf.Analyzers.Operations;
using System.Collections.Immutable;
using Bpf.Shared;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Bpf.Analyzers.Language;

/// <summary>BPF0115: reports arithmetic in an explicit checked context. The build compiles BPF code unchecked, whatever the project setting.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class CheckedAnalyzer : LanguageAnalyzer
{
    private static readonly DiagnosticDescriptor s_rule = Descriptors.OfCode(BpfDiagnostics.CheckedArithmetic);

    /// <summary>Creates the analyzer.</summary>
    public CheckedAnalyzer() : base(s_rule)
    {
    }

    private protected override ImmutableArray<OperationKind> Kinds =>
    [
        OperationKind.Binary,
        OperationKind.CompoundAssignment,
        OperationKind.Conversion,
        OperationKind.Decrement,
        OperationKind.Increment,
        OperationKind.Unary,
    ];

    private protected override void Analyze(in BpfOperation operation)
    {
        IOperation? parent = operation.Operation.Parent;
        if (IsChecked(operation.Operation) && !(parent is not null && IsChecked(parent)) && IsExplicit(operation.Operation.Syntax))
        {
            operation.Report(s_rule);
        }
    }

    private static bool IsChecked(IOperation operation) => operation switch
    {
        { ConstantValue.HasValue: true } => false,
        IBinaryOperation binary => binary.IsChecked,
        ICompoundAssignmentOperation assignment => assignment.IsChecked,
        IConversionOperation conversion => conversion.IsChecked,
        IIncrementOrDecrementOperation step => step.IsChecked,
        IUnaryOperation unary => unary.IsChecked,
        _ => false,
    };

    private static bool IsExplicit(SyntaxNode syntax)
    {
        foreach (SyntaxNode ancestor in syntax.Ancestors())
        {
            switch (ancestor)
            {
                case CheckedExpressionSyntax or CheckedStatementSyntax:
                    return ancestor.IsKind(SyntaxKind.CheckedExpression) || ancestor.IsKind(SyntaxKind.CheckedStatement);
                case MemberDeclarationSyntax:
                    return false;
            }
        }

        return false;
    }
}
