using Bpf.Analyzers.Declarations;
using Bpf.Shared;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Bpf.Analyzers.Kernel;

/// <summary>
/// BPF0411 to BPF0415 and BPF0424: compares the parameters of programs that run at functions, tracepoints, hooks, iterators and system calls of the kernel with
/// the prototypes of the known kernels.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class KernelSignatureAnalyzer : ProgramAnalyzer
{
    private static readonly DiagnosticDescriptor[] s_rules =
    [
        Descriptors.Of(BpfDiagnostics.KernelParameterType),
        Descriptors.Of(BpfDiagnostics.TooManyKernelParameters),
        Descriptors.Of(BpfDiagnostics.KernelSignatureDiffers),
        Descriptors.Of(BpfDiagnostics.KernelParameterSign),
        Descriptors.Of(BpfDiagnostics.UnknownKernelTarget),
        Descriptors.Of(BpfDiagnostics.UnknownSystemCall),
        Descriptors.Of(BpfDiagnostics.UnknownIterator),
    ];

    /// <summary>Creates the analyzer.</summary>
    public KernelSignatureAnalyzer() : base(s_rules)
    {
    }

    private protected override void Analyze(SymbolAnalysisContext context, BpfSymbols symbols, IMethodSymbol program, ProgramKind kind)
    {
        DeclaredProgram declared = DeclaredPrograms.Of(program, kind, symbols);
        if (ProgramRules.FaultsOf(declared).Count > 0)
        {
            return;
        }

        Version? minimum = context.Options.AnalyzerConfigOptionsProvider.GlobalOptions.TryGetValue("build_property.BpfMinKernel", out string? text)
            && Version.TryParse(text, out Version? version) ? version : null;
        foreach (ProgramFault fault in KernelSignatureRules.FaultsOf(declared, minimum))
        {
            DiagnosticDescriptor rule = Array.Find(s_rules, candidate => candidate.Id == fault.Fault.Diagnostic.Id);
            Location location = ProgramLocations.Of(fault, program, kind, symbols, context.CancellationToken);
            context.ReportDiagnostic(Diagnostic.Create(rule, location, fault.Fault.Arguments));
        }
    }
}
