using Bpf.Analyzers.Declarations;
using Bpf.Shared;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Bpf.Analyzers.Maps;

/// <summary>BPF0204, BPF0300, BPF0301 and BPF0303: checks the declarations of map fields of a BPF object.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class MapDeclarationAnalyzer : DeclarationAnalyzer
{
    private static readonly DiagnosticDescriptor s_notReadOnly = Descriptors.Of(BpfDiagnostics.MapNotReadOnly);
    private static readonly DiagnosticDescriptor s_invalid = Descriptors.Of(BpfDiagnostics.MapInvalid);
    private static readonly DiagnosticDescriptor s_tooLarge = Descriptors.Of(BpfDiagnostics.TypeTooLarge);
    private static readonly DiagnosticDescriptor s_withoutAttribute = Descriptors.Of(BpfDiagnostics.MapWithoutAttribute);

    /// <summary>Creates the analyzer.</summary>
    public MapDeclarationAnalyzer() : base(s_notReadOnly, s_invalid, s_withoutAttribute, s_tooLarge)
    {
    }

    private protected override SymbolKind Kind => SymbolKind.Field;

    private protected override void Analyze(SymbolAnalysisContext context, BpfSymbols symbols)
    {
        var field = (IFieldSymbol)context.Symbol;
        AttributeData? attribute = symbols.MapAttributeOf(field);
        if (attribute is null)
        {
            if (MapSymbols.Of(field.Type) is not null && symbols.IsObject(field.ContainingType))
            {
                Report(s_withoutAttribute);
            }

            return;
        }

        if (DeclaredMaps.Of(field, attribute) is not { } map)
        {
            Report(s_invalid, $"'{field.Type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)}' is not a map type");
            return;
        }

        if (!field.IsStatic || !field.IsReadOnly)
        {
            Report(s_notReadOnly);
        }

        if (MapRules.FaultOf(map, field.Name) is { } fault)
        {
            context.ReportDiagnostic(Diagnostic.Create(fault.Diagnostic == BpfDiagnostics.MapInvalid ? s_invalid : s_tooLarge, field.Locations[0],
                fault.Arguments));
        }

        void Report(DiagnosticDescriptor rule, string? reason = null)
            => context.ReportDiagnostic(Diagnostic.Create(rule, field.Locations[0], field.Name, reason));
    }
}
