using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Bpf.Analyzers.Declarations;

/// <summary>Base class of the analyzers of declarations: they analyze symbols of one kind, in compilations that reference the vocabulary.</summary>
public abstract class DeclarationAnalyzer : DiagnosticAnalyzer
{
    private protected DeclarationAnalyzer(params DiagnosticDescriptor[] descriptors) => SupportedDiagnostics = [.. descriptors];

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; }

    /// <summary>The kind of symbols that the rule analyzes.</summary>
    private protected abstract SymbolKind Kind { get; }

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(start =>
        {
            if (BpfSymbols.Of(start.Compilation) is { } symbols)
            {
                start.RegisterSymbolAction(symbol => Analyze(symbol, symbols), Kind);
            }
        });
    }

    private protected abstract void Analyze(SymbolAnalysisContext context, BpfSymbols symbols);
}
