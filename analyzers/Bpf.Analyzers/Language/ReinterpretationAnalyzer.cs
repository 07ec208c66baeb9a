using Bpf.Analyzers.Operations;
using System.Collections.Immutable;
using Bpf.Shared;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Bpf.Analyzers.Language;

/// <summary>BPF0315: reports accesses through <c>Unsafe</c> or a pointer that reach outside the variable.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ReinterpretationAnalyzer : LanguageAnalyzer
{
    private static readonly DiagnosticDescriptor s_rule = Descriptors.OfCode(BpfDiagnostics.OutsideVariable);

    /// <summary>Creates the analyzer.</summary>
    public ReinterpretationAnalyzer() : base(s_rule)
    {
    }

    private protected override ImmutableArray<OperationKind> Kinds => [OperationKind.MethodBody];

    private protected override void Analyze(in BpfOperation operation)
    {
        if (operation.Operation.SemanticModel is not { } model)
        {
            return;
        }

        foreach (ExpressionSyntax expression in operation.Operation.Syntax.DescendantNodes().OfType<ExpressionSyntax>())
        {
            if (PlaceOf(expression, model, operation.Cancellation) is { IsOutside: true } place)
            {
                long at = place.Offset < 0 ? place.Offset : place.Offset + place.Access - 1;
                operation.Report(s_rule, expression.GetLocation(), at, place.Variable.Name, place.Size - 1);
            }
        }
    }

    // The address that an expression reads or writes; null when it does neither, or only creates a reference or pointer.
    private static ReinterpretedVariable? PlaceOf(ExpressionSyntax expression, SemanticModel model, CancellationToken cancellation)
    {
        switch (expression)
        {
            case PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.PointerIndirectionExpression } indirection when IsWhole(expression):
                return ReinterpretedVariable.Of(indirection.Operand, model, cancellation);
            case ElementAccessExpressionSyntax { ArgumentList.Arguments.Count: 1 } element when IsWhole(expression):
                ExpressionSyntax index = element.ArgumentList.Arguments[0].Expression;
                return ReinterpretedVariable.Moved(ReinterpretedVariable.Of(element.Expression, model, cancellation), index, 1, model, cancellation);
            case InvocationExpressionSyntax call when IsWhole(expression) && ReinterpretedVariable.IsCall(call, model, cancellation):
                return ReinterpretedVariable.Of(call, model, cancellation);
            default:
                return null;
        }
    }

    // Not a part of the result, and not its address.
    private static bool IsWhole(ExpressionSyntax expression)
    {
        SyntaxNode? parent = expression.Parent;
        while (parent is ParenthesizedExpressionSyntax)
        {
            parent = parent.Parent;
        }

        return parent is not (MemberAccessExpressionSyntax or ElementAccessExpressionSyntax or RefExpressionSyntax)
            && parent is not PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.AddressOfExpression }
            && parent is not ArgumentSyntax { RefOrOutKeyword.RawKind: not (int)SyntaxKind.None };
    }
}
