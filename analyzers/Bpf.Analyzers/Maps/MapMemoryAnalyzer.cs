using System.Globalization;
using Bpf.Analyzers.Declarations;
using Bpf.Shared;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Bpf.Analyzers.Maps;

/// <summary>BPF0310: reports very large maps of kinds that the kernel allocates in full when it creates them.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class MapMemoryAnalyzer : DeclarationAnalyzer
{
    private const long Gibibyte = 1L << 30;
    private const long Limit = Gibibyte;
    private const int TypicalProcessors = 8;

    private static readonly DiagnosticDescriptor s_rule = Descriptors.Of(BpfDiagnostics.MapMemory);

    /// <summary>Creates the analyzer.</summary>
    public MapMemoryAnalyzer() : base(s_rule)
    {
    }

    private protected override SymbolKind Kind => SymbolKind.Field;

    private protected override void Analyze(SymbolAnalysisContext context, BpfSymbols symbols)
    {
        var field = (IFieldSymbol)context.Symbol;
        if (symbols.MapAttributeOf(field) is not { } attribute || DeclaredMaps.Of(field, attribute) is not { } map)
        {
            return;
        }

        long bytes = map.MemoryOf(TypicalProcessors);
        if (bytes > Limit)
        {
            string amount = (bytes / (double)Gibibyte).ToString("0.0", CultureInfo.InvariantCulture) + " GiB";
            context.ReportDiagnostic(Diagnostic.Create(s_rule, field.Locations[0], field.Name, amount));
        }
    }
}
