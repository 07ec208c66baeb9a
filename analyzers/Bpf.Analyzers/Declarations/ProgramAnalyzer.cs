using Bpf.Shared;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Bpf.Analyzers.Declarations;

/// <summary>Base class of the analyzers of methods with a program attribute.</summary>
public abstract class ProgramAnalyzer : DeclarationAnalyzer
{
    private protected ProgramAnalyzer(params DiagnosticDescriptor[] descriptors) : base(descriptors)
    {
    }

    private protected override SymbolKind Kind => SymbolKind.Method;

    private protected abstract void Analyze(SymbolAnalysisContext context, BpfSymbols symbols, IMethodSymbol program, ProgramKind kind);

    private protected override void Analyze(SymbolAnalysisContext context, BpfSymbols symbols)
    {
        var method = (IMethodSymbol)context.Symbol;
        if (method.MethodKind != MethodKind.Ordinary)
        {
            return;
        }

        if (symbols.KindsOf(method).FirstOrDefault() is { } kind)
        {
            Analyze(context, symbols, method, kind);
        }
    }
}
