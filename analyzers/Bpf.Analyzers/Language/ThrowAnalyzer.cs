using Bpf.Analyzers.Operations;
using System.Collections.Immutable;
using Bpf.Shared;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Bpf.Analyzers.Language;

/// <summary>BPF0107: reports throw statements and expressions in BPF code.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ThrowAnalyzer : LanguageAnalyzer
{
    private static readonly DiagnosticDescriptor s_rule = Descriptors.OfCode(BpfDiagnostics.Throw);

    /// <summary>Creates the analyzer.</summary>
    public ThrowAnalyzer() : base(s_rule)
    {
    }

    private protected override ImmutableArray<OperationKind> Kinds => [OperationKind.Throw];

    private protected override void Analyze(in BpfOperation operation) => operation.Report(s_rule);
}
