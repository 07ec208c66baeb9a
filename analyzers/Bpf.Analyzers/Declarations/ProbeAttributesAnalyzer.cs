using Bpf.Shared;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Bpf.Analyzers.Declarations;

/// <summary>BPF0010: checks that several probe attributes of one method do not conflict.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ProbeAttributesAnalyzer : ProgramAnalyzer
{
    private static readonly DiagnosticDescriptor s_disagree = Descriptors.Of(BpfDiagnostics.ProbeAttributesDisagree);

    /// <summary>Creates the analyzer.</summary>
    public ProbeAttributesAnalyzer() : base(s_disagree)
    {
    }

    private protected override void Analyze(SymbolAnalysisContext context, BpfSymbols symbols, IMethodSymbol program, ProgramKind kind)
    {
        if (kind.Family is not (ProgramFamily.Uprobe or ProgramFamily.PerfEvent))
        {
            return;
        }

        ProbeAttribute[] attributes = [.. program.GetAttributes().Where(attribute => symbols.KindOf(attribute) == kind).Select(ProbeAttributes.Describe)];
        if (ProbeAttributeRule.Violation(attributes) is { } violation)
        {
            context.ReportDiagnostic(Diagnostic.Create(s_disagree, program.Locations[0], program.Name, violation));
        }
    }
}
