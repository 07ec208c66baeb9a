using Bpf.Shared;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Bpf.Analyzers.Declarations;

/// <summary>BPF0006 and BPF0020: a method is a program of one kind, in a class that becomes a BPF object.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ProgramPlaceAnalyzer : ProgramAnalyzer
{
    private static readonly DiagnosticDescriptor s_mixed = Descriptors.Of(BpfDiagnostics.MixedProgramKinds);
    private static readonly DiagnosticDescriptor s_outside = Descriptors.Of(BpfDiagnostics.ProgramOutsideObject);

    /// <summary>Creates the analyzer.</summary>
    public ProgramPlaceAnalyzer() : base(s_mixed, s_outside)
    {
    }

    private protected override void Analyze(SymbolAnalysisContext context, BpfSymbols symbols, IMethodSymbol program, ProgramKind kind)
    {
        if (program.GetAttributes().Select(symbols.KindOf).Any(other => other is not null && other != kind))
        {
            context.ReportDiagnostic(Diagnostic.Create(s_mixed, program.Locations[0], program.Name));
        }

        if (!symbols.IsObject(program.ContainingType))
        {
            context.ReportDiagnostic(Diagnostic.Create(s_outside, program.Locations[0], program.Name, program.ContainingType.Name));
        }
    }
}
