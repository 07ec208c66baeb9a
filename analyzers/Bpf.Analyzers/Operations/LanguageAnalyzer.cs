using System.Collections.Immutable;
using Bpf.Analyzers.Reachability;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Bpf.Analyzers.Operations;

/// <summary>Base class of the analyzers of code: they analyze only the operations of methods that become BPF code.</summary>
public abstract class LanguageAnalyzer : DiagnosticAnalyzer
{
    private protected LanguageAnalyzer(params DiagnosticDescriptor[] descriptors) => SupportedDiagnostics = [.. descriptors];

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; }

    /// <summary>The kinds of operations that the rule analyzes.</summary>
    private protected abstract ImmutableArray<OperationKind> Kinds { get; }

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(Start);
    }

    private protected abstract void Analyze(in BpfOperation operation);

    /// <summary>Analyzes declarations of fields, also of those behind properties, as well; null for a rule that only analyzes operations.</summary>
    private protected virtual Action<IFieldSymbol, SymbolAnalysisContext, BpfSymbols>? FieldRule => null;

    /// <summary>Analyzes declarations of methods as well; null for a rule that only analyzes operations.</summary>
    private protected virtual Action<IMethodSymbol, SymbolAnalysisContext, BpfSymbols>? MethodRule => null;

    private void Start(CompilationStartAnalysisContext context)
    {
        if (BpfSymbols.Of(context.Compilation) is not { } symbols)
        {
            return;
        }

        if (FieldRule is { } rule)
        {
            context.RegisterSymbolAction(symbol => rule((IFieldSymbol)symbol.Symbol, symbol, symbols), SymbolKind.Field);
            context.RegisterSymbolAction(symbol =>
            {
                if (symbol.Symbol.ContainingType.GetMembers().OfType<IFieldSymbol>()
                    .FirstOrDefault(field => SymbolEqualityComparer.Default.Equals(field.AssociatedSymbol, symbol.Symbol)) is { } behind)
                {
                    rule(behind, symbol, symbols);
                }
            }, SymbolKind.Property);
        }

        if (MethodRule is { } methodRule)
        {
            context.RegisterSymbolAction(symbol => methodRule((IMethodSymbol)symbol.Symbol, symbol, symbols), SymbolKind.Method);
        }

        BpfCodeGraphs graphs = BpfCodeGraphs.Of(symbols, context.CancellationToken);
        if (!graphs.Objects.IsEmpty)
        {
            BpfCode.Register(context, symbols, graphs, Kinds, operation => Analyze(operation));
        }
    }
}
