using Bpf.Analyzers.Operations;
using System.Collections.Immutable;
using Bpf.Shared;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Bpf.Analyzers.Language;

/// <summary>BPF0107: reports throw statements and expressions in BPF code, except those that end the program.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ThrowAnalyzer : LanguageAnalyzer
{
    private static readonly DiagnosticDescriptor s_rule = Descriptors.OfCode(BpfDiagnostics.Throw);

    /// <summary>Creates the analyzer.</summary>
    public ThrowAnalyzer() : base(s_rule)
    {
    }

    private protected override ImmutableArray<OperationKind> Kinds => [OperationKind.Throw];

    private protected override void Analyze(in BpfOperation operation)
    {
        IOperation? thrown = ((IThrowOperation)operation.Operation).Exception;
        while (thrown is IConversionOperation conversion)
        {
            thrown = conversion.Operand;
        }

        if (thrown is not IObjectCreationOperation { Type: { Name: "BpfAbortException" } type } || !operation.Symbols.IsVocabulary(type))
        {
            operation.Report(s_rule);
        }
    }
}
