using Bpf.Analyzers.Operations;
using System.Collections.Immutable;
using Bpf.Shared;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Bpf.Analyzers.Language;

/// <summary>BPF0121: reports switch expressions that do not handle every value.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class SwitchAnalyzer : LanguageAnalyzer
{
    private static readonly DiagnosticDescriptor s_rule = Descriptors.OfCode(BpfDiagnostics.SwitchNotExhaustive);

    /// <summary>Creates the analyzer.</summary>
    public SwitchAnalyzer() : base(s_rule)
    {
    }

    private protected override ImmutableArray<OperationKind> Kinds => [OperationKind.SwitchExpression];

    private protected override void Analyze(in BpfOperation operation)
    {
        if (operation.Operation is ISwitchExpressionOperation { IsExhaustive: false, Syntax: SwitchExpressionSyntax syntax })
        {
            operation.Report(s_rule, syntax.SwitchKeyword.GetLocation());
        }
    }
}
