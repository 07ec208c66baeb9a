using Bpf.Analyzers.Operations;
using System.Collections.Immutable;
using Bpf.Shared;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Bpf.Analyzers.Language;

/// <summary>BPF0128: interpolated strings in BPF code, other than those that the vocabulary's own handlers take.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class InterpolationAnalyzer : LanguageAnalyzer
{
    private static readonly DiagnosticDescriptor s_rule = Descriptors.OfCode(BpfDiagnostics.InterpolatedString);

    /// <summary>Creates the analyzer.</summary>
    public InterpolationAnalyzer() : base(s_rule)
    {
    }

    private protected override ImmutableArray<OperationKind> Kinds => [OperationKind.InterpolatedString];

    private protected override void Analyze(in BpfOperation operation)
    {
        bool isForVocabulary = operation.Operation.Parent is IInterpolatedStringHandlerCreationOperation { Type: { } handler }
            && operation.Symbols.IsVocabulary(handler);
        if (!operation.Operation.ConstantValue.HasValue && !isForVocabulary)
        {
            operation.Report(s_rule);
        }
    }
}
