using Bpf.Analyzers.Operations;
using System.Collections.Immutable;
using Bpf.Shared;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Bpf.Analyzers.Language;

/// <summary>BPF0128: reports interpolated strings in BPF code, except those passed to the vocabulary's own handlers.</summary>
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
