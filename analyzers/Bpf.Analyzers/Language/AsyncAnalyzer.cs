using Bpf.Analyzers.Operations;
using System.Collections.Immutable;
using Bpf.Shared;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Bpf.Analyzers.Language;

/// <summary>BPF0110: reports await and yield in BPF code.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class AsyncAnalyzer : LanguageAnalyzer
{
    private static readonly DiagnosticDescriptor s_rule = Descriptors.OfCode(BpfDiagnostics.AsyncOrIterator);

    /// <summary>Creates the analyzer.</summary>
    public AsyncAnalyzer() : base(s_rule)
    {
    }

    private protected override ImmutableArray<OperationKind> Kinds =>
    [
        OperationKind.Await,
        OperationKind.YieldBreak,
        OperationKind.YieldReturn,
    ];

    private protected override void Analyze(in BpfOperation operation) => operation.Report(s_rule, operation.Method.Name);
}
