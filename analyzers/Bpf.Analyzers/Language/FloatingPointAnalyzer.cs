using Bpf.Analyzers.Operations;
using Bpf.Shared;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Bpf.Analyzers.Language;

/// <summary>BPF0100: reports floating point in BPF code.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class FloatingPointAnalyzer : TypeUseAnalyzer
{
    private static readonly DiagnosticDescriptor s_rule = Descriptors.OfCode(BpfDiagnostics.FloatingPoint);

    /// <summary>Creates the analyzer.</summary>
    public FloatingPointAnalyzer() : base(s_rule)
    {
    }

    private protected override bool IsForbidden(ITypeSymbol type, BpfSymbols symbols)
        => type.SpecialType is SpecialType.System_Single or SpecialType.System_Double or SpecialType.System_Decimal
            || type is { Name: "Half", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } };

    private protected override void ReportUse(in BpfOperation operation, Location location, ITypeSymbol type)
        => operation.Report(s_rule, location, type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat));
}
