using System.Collections.Immutable;
using Bpf.Shared;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Bpf.Analyzers;

/// <summary>Reports every BPF object: this analyzer runs only in projects that do not compile them.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UncompiledObjectAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Descriptors.Of(BpfDiagnostics.ObjectNotCompiled)];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.Analyze | GeneratedCodeAnalysisFlags.ReportDiagnostics);
        context.RegisterCompilationStartAction(static start =>
        {
            if (start.Compilation.GetTypeByMetadataName("Bpf.BpfObjectAttribute") is { } attribute)
            {
                start.RegisterSymbolAction(symbol => Report(symbol, attribute), SymbolKind.NamedType);
            }
        });
    }

    private static void Report(SymbolAnalysisContext context, INamedTypeSymbol attribute)
    {
        foreach (AttributeData data in context.Symbol.GetAttributes())
        {
            if (SymbolEqualityComparer.Default.Equals(data.AttributeClass, attribute))
            {
                context.ReportDiagnostic(Diagnostic.Create(Descriptors.Of(BpfDiagnostics.ObjectNotCompiled), context.Symbol.Locations[0], context.Symbol.Name));
            }
        }
    }
}
