using Bpf.Analyzers.Operations;
using System.Collections.Immutable;
using Bpf.Analyzers.Language;
using Bpf.Analyzers.Maps;
using Bpf.Shared;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Bpf.Analyzers.Kernel;

/// <summary>BPF0030: reports writes to the record of a tracepoint, in the program or in a method that receives a reference to it.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ReadOnlyRecordAnalyzer : LanguageAnalyzer
{
    private const string Tracepoint = "TRACEPOINT"; // BPF_PROG_TYPE_TRACEPOINT

    private static readonly DiagnosticDescriptor s_rule = Descriptors.OfCode(BpfDiagnostics.ReadOnlyRecord);

    /// <summary>Creates the analyzer.</summary>
    public ReadOnlyRecordAnalyzer() : base(s_rule)
    {
    }

    private protected override ImmutableArray<OperationKind> Kinds => [OperationKind.ParameterReference];

    private protected override void Analyze(in BpfOperation operation)
    {
        BpfSymbols symbols = operation.Symbols;
        var use = (IParameterReferenceOperation)operation.Operation;
        if (use.Parameter is { RefKind: RefKind.Ref, ContainingSymbol: IMethodSymbol method }
            && method.GetAttributes().Any(attribute => symbols.KindOf(attribute)?.ProgramType == Tracepoint)
            && ReferenceWrites.Through(use, symbols.Compilation, operation.Cancellation))
        {
            operation.Report(s_rule, use.Parameter.Name);
        }
    }
}
