using System.Collections.Immutable;
using Bpf.Analyzers.Operations;
using Bpf.Shared;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Bpf.Analyzers.Language;

/// <summary>BPF0448: reports empty spans that helpers should fill. The kernel takes them, and stores nothing.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class EmptyBufferAnalyzer : LanguageAnalyzer
{
    private static readonly DiagnosticDescriptor s_rule = Descriptors.OfCode(BpfDiagnostics.EmptyBuffer);

    /// <summary>Creates the analyzer.</summary>
    public EmptyBufferAnalyzer() : base(s_rule)
    {
    }

    private protected override ImmutableArray<OperationKind> Kinds => [OperationKind.Invocation];

    private protected override void Analyze(in BpfOperation operation)
    {
        IInvocationOperation call = (IInvocationOperation)operation.Operation;
        if (!operation.Symbols.IsVocabulary(call.TargetMethod))
        {
            return;
        }

        foreach (IArgumentOperation argument in call.Arguments)
        {
            if (argument is { Parameter.Type: INamedTypeSymbol { Name: "Span", ContainingNamespace.Name: "System" }, Value.Syntax: ExpressionSyntax value }
                && value.FirstAncestorOrSelf<BaseMethodDeclarationSyntax>() is { } method
                && new KnownLengths(call.SemanticModel!, method, operation.Cancellation).Of(value) == 0)
            {
                operation.Report(s_rule, value.GetLocation(), value.ToString());
            }
        }
    }
}
