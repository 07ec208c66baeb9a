using Bpf.Shared;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Bpf.Analyzers.Declarations;

/// <summary>BPF0026: reports BPF objects without programs.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ObjectWithoutProgramsAnalyzer : DeclarationAnalyzer
{
    private static readonly DiagnosticDescriptor s_rule = Descriptors.Of(BpfDiagnostics.ObjectWithoutPrograms);

    /// <summary>Creates the analyzer.</summary>
    public ObjectWithoutProgramsAnalyzer() : base(s_rule)
    {
    }

    private protected override SymbolKind Kind => SymbolKind.NamedType;

    private protected override void Analyze(SymbolAnalysisContext context, BpfSymbols symbols)
    {
        var type = (INamedTypeSymbol)context.Symbol;
        if (symbols.IsObject(type) && !symbols.ProgramsOf(type).Any())
        {
            context.ReportDiagnostic(Diagnostic.Create(s_rule, type.Locations[0], type.Name));
        }
    }
}
