using Bpf.Shared;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Bpf.Analyzers.Declarations;

/// <summary>BPF0016: checks that methods which bind helpers and kernel functions have a signature that the kernel supports.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class HelperDeclarationAnalyzer : DeclarationAnalyzer
{
    private const int MaximumParameters = 5; // R1 to R5

    private static readonly DiagnosticDescriptor s_signature = Descriptors.Of(BpfDiagnostics.HelperSignature);

    /// <summary>Creates the analyzer.</summary>
    public HelperDeclarationAnalyzer() : base(s_signature)
    {
    }

    private protected override SymbolKind Kind => SymbolKind.Method;

    private protected override void Analyze(SymbolAnalysisContext context, BpfSymbols symbols)
    {
        var method = (IMethodSymbol)context.Symbol;
        if (symbols.IsKernelFunction(method) && FaultOf(method, symbols) is { } fault)
        {
            context.ReportDiagnostic(Diagnostic.Create(s_signature, method.Locations[0], method.Name, fault));
        }
    }

    private static string? FaultOf(IMethodSymbol method, BpfSymbols symbols)
    {
        if (!method.IsStatic)
        {
            return "it must be static";
        }

        if (method.Parameters.Length > MaximumParameters)
        {
            return $"it has {method.Parameters.Length} parameters; the kernel takes at most {MaximumParameters}";
        }

        foreach (IParameterSymbol parameter in method.Parameters)
        {
            bool isPassable = parameter.RefKind != RefKind.None || parameter.Type.IsUnmanagedType || parameter.Type.TypeKind == TypeKind.TypeParameter
                || symbols.IsMap(parameter.Type);
            if (!isPassable)
            {
                return $"parameter '{parameter.Name}' is not an unmanaged type, a reference or a map";
            }
        }

        return method.ReturnsVoid || method.ReturnsByRef || method.ReturnType.IsUnmanagedType ? null : "it must return an unmanaged type or nothing";
    }
}
