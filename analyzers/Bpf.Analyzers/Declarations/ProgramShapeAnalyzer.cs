using Bpf.Shared;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Bpf.Analyzers.Declarations;

/// <summary>
/// BPF0001 to BPF0004, BPF0006, BPF0011 to BPF0013, BPF0020 and BPF0022: a program is a static method of one kind, in a class that becomes a BPF object, with a
/// result and parameters that its kind can have.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ProgramShapeAnalyzer : ProgramAnalyzer
{
    private static readonly DiagnosticDescriptor[] s_rules =
    [
        Descriptors.Of(BpfDiagnostics.ProgramNotStatic),
        Descriptors.Of(BpfDiagnostics.ProgramGeneric),
        Descriptors.Of(BpfDiagnostics.ProgramReturnType),
        Descriptors.Of(BpfDiagnostics.ProgramWithoutBody),
        Descriptors.Of(BpfDiagnostics.MixedProgramKinds),
        Descriptors.Of(BpfDiagnostics.ParameterUnreadable),
        Descriptors.Of(BpfDiagnostics.TooManyProbeArguments),
        Descriptors.Of(BpfDiagnostics.ContextNotFirst),
        Descriptors.Of(BpfDiagnostics.ProgramOutsideObject),
        Descriptors.Of(BpfDiagnostics.VerdictType),
    ];

    /// <summary>Creates the analyzer.</summary>
    public ProgramShapeAnalyzer() : base(s_rules)
    {
    }

    private protected override void Analyze(SymbolAnalysisContext context, BpfSymbols symbols, IMethodSymbol program, ProgramKind kind)
    {
        foreach (ProgramFault fault in ProgramRules.FaultsOf(DeclaredPrograms.Of(program, kind, symbols)))
        {
            DiagnosticDescriptor rule = Array.Find(s_rules, candidate => candidate.Id == fault.Fault.Diagnostic.Id);
            context.ReportDiagnostic(Diagnostic.Create(rule, ProgramLocations.Of(fault, program, context.CancellationToken), fault.Fault.Arguments));
        }
    }
}
