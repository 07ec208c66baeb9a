using Bpf.Analyzers.Operations;
using System.Collections.Immutable;
using Bpf.Shared;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Bpf.Analyzers.Language;

/// <summary>BPF0108: reports catch clauses in BPF code. try/finally is allowed.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class TryCatchAnalyzer : LanguageAnalyzer
{
    private static readonly DiagnosticDescriptor s_rule = Descriptors.OfCode(BpfDiagnostics.TryCatch);

    /// <summary>Creates the analyzer.</summary>
    public TryCatchAnalyzer() : base(s_rule)
    {
    }

    private protected override ImmutableArray<OperationKind> Kinds => [OperationKind.Try];

    private protected override void Analyze(in BpfOperation operation)
    {
        if (operation.Operation is ITryOperation { Catches.Length: > 0, Syntax: TryStatementSyntax syntax })
        {
            operation.Report(s_rule, syntax.TryKeyword.GetLocation());
        }
    }
}
