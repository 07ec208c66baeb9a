using Bpf.Analyzers.Operations;
using System.Collections.Immutable;
using Bpf.Shared;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Bpf.Analyzers.Language;

/// <summary>BPF0113: reports calls through function pointers.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class IndirectCallAnalyzer : LanguageAnalyzer
{
    private static readonly DiagnosticDescriptor s_rule = Descriptors.OfCode(BpfDiagnostics.IndirectCall);

    /// <summary>Creates the analyzer.</summary>
    public IndirectCallAnalyzer() : base(s_rule)
    {
    }

    private protected override ImmutableArray<OperationKind> Kinds => [OperationKind.FunctionPointerInvocation];

    private protected override void Analyze(in BpfOperation operation) => operation.Report(s_rule);
}
