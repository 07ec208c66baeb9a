using Bpf.Shared;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Bpf.Analyzers.Declarations;

/// <summary>
/// BPF0001 to BPF0006, BPF0010 to BPF0013, BPF0020 and BPF0022: a program is a static method of one kind, in a class that becomes a BPF object,
/// with a result, parameters and targets that its kind can have.
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
        Descriptors.Of(BpfDiagnostics.ReplacementSignature),
        Descriptors.Of(BpfDiagnostics.TooManyProbeArguments),
        Descriptors.Of(BpfDiagnostics.ContextNotFirst),
        Descriptors.Of(BpfDiagnostics.ProgramOutsideObject),
        Descriptors.Of(BpfDiagnostics.VerdictType),
        Descriptors.Of(BpfDiagnostics.AttachTargetMalformed),
        Descriptors.Of(BpfDiagnostics.ParametersOfGlob),
        Descriptors.Of(BpfDiagnostics.ProbeAttributesDisagree),
    ];

    /// <summary>Creates the analyzer.</summary>
    public ProgramShapeAnalyzer() : base(s_rules)
    {
    }

    private protected override void Analyze(SymbolAnalysisContext context, BpfSymbols symbols, IMethodSymbol program, ProgramKind kind)
    {
        // The verdict of a failed check is reported with the other verdicts.
        foreach (ProgramFault fault in ProgramRules.FaultsOf(DeclaredPrograms.Of(program, kind, symbols))
            .Where(static fault => fault.Part != ProgramPart.ExceptionResult))
        {
            DiagnosticDescriptor rule = Array.Find(s_rules, candidate => candidate.Id == fault.Fault.Diagnostic.Id);
            Location location = ProgramLocations.Of(fault, program, kind, symbols, context.CancellationToken);
            context.ReportDiagnostic(Diagnostic.Create(rule, location, fault.Fault.Arguments));
        }
    }
}
