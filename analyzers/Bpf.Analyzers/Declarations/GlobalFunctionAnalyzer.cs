using System.Collections.Immutable;
using Bpf.Shared;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Bpf.Analyzers.Declarations;

/// <summary>BPF0021: reports methods that cannot be global functions because of their shape. Types of parameters are left to bpfc.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class GlobalFunctionAnalyzer : DiagnosticAnalyzer
{
    private static readonly DiagnosticDescriptor s_rule = Descriptors.Of(BpfDiagnostics.GlobalFunctionSignature);

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [s_rule];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(static start =>
        {
            if (BpfSymbols.Of(start.Compilation) is { } symbols)
            {
                start.RegisterSymbolAction(symbol => Analyze(symbol, symbols), SymbolKind.Method);
            }
        });
    }

    private static void Analyze(SymbolAnalysisContext context, BpfSymbols symbols)
    {
        var method = (IMethodSymbol)context.Symbol;
        if (!BpfSymbols.Has(method, symbols.GlobalFunctionAttribute))
        {
            return;
        }

        bool isPlain = method.IsStatic && !method.IsGenericMethod && !method.ContainingType.IsGenericType;
        if (GlobalFunctionRules.FaultOf(isPlain, !method.ReturnsVoid, method.Parameters.Length) is { } fault)
        {
            context.ReportDiagnostic(Diagnostic.Create(s_rule, method.Locations[0],
                method.ToDisplayString(SymbolDisplayFormat.CSharpShortErrorMessageFormat).Split('(')[0], fault));
        }
    }
}
