using Bpf.Analyzers.Operations;
using System.Collections.Immutable;
using Bpf.Shared;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Bpf.Analyzers.Language;

/// <summary>BPF0146: reports comparisons of spans whose known lengths can never be equal.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ComparisonAnalyzer : LanguageAnalyzer
{
    private static readonly DiagnosticDescriptor s_rule = Descriptors.OfCode(BpfDiagnostics.NeverEqual);

    /// <summary>Creates the analyzer.</summary>
    public ComparisonAnalyzer() : base(s_rule)
    {
    }

    private protected override ImmutableArray<OperationKind> Kinds => [OperationKind.Invocation];

    private protected override void Analyze(in BpfOperation operation)
    {
        var call = (IInvocationOperation)operation.Operation;
        if (call.TargetMethod is not { ContainingType: { Name: "MemoryExtensions", ContainingNamespace.Name: "System" } } || call.Arguments.Length < 2
            || call.Arguments[0].Value.Syntax is not ExpressionSyntax left || call.Arguments[1].Value.Syntax is not ExpressionSyntax right)
        {
            return;
        }

        KnownLengths lengths = new(call.SemanticModel!, BodyOf(call.Syntax), operation.Cancellation);
        if (lengths.Of(left) is { } first && lengths.Of(right) is { } second && IsNeverEqual(call, first, second))
        {
            operation.Report(s_rule, call.TargetMethod.Name, first, second, ComparisonAdvice.For(first, second));
        }
    }

    private static bool IsNeverEqual(IInvocationOperation call, int first, int second) => call.TargetMethod.Name switch
    {
        "SequenceEqual" => first != second,
        "StartsWith" or "EndsWith" => first < second,
        "SequenceCompareTo" => first != second && call.Parent is IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals } test
            && (test.LeftOperand.ConstantValue is { HasValue: true, Value: 0 } || test.RightOperand.ConstantValue is { HasValue: true, Value: 0 }),
        _ => false,
    };

    private static SyntaxNode BodyOf(SyntaxNode node) => node.FirstAncestorOrSelf<MemberDeclarationSyntax>() ?? node;
}
