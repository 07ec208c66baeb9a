using System.Collections.Immutable;
using System.Globalization;
using Bpf.Shared;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Bpf.Analyzers.Declarations;

/// <summary>BPF0021: reports methods that cannot be global functions because of their shape. Types of parameters are left to bpfc.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class GlobalFunctionAnalyzer : DiagnosticAnalyzer
{
    private const int MostParameters = 5;

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

        string? fault = !method.IsStatic || method.IsGenericMethod || method.ContainingType.IsGenericType ? "it must be static and not generic"
            : method.ReturnsVoid ? "it must return an integer"
            : method.Parameters.Length > MostParameters
                ? string.Format(CultureInfo.InvariantCulture, "it takes {0} arguments; {1} is the limit", method.Parameters.Length, MostParameters) : null;
        if (fault is not null)
        {
            context.ReportDiagnostic(Diagnostic.Create(s_rule, method.Locations[0],
                method.ToDisplayString(SymbolDisplayFormat.CSharpShortErrorMessageFormat).Split('(')[0], fault));
        }
    }
}
