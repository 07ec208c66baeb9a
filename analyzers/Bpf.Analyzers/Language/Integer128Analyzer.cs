using Bpf.Analyzers.Operations;
using Bpf.Shared;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Bpf.Analyzers.Language;

/// <summary>BPF0116: reports integers of more than 64 bits in BPF code.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class Integer128Analyzer : TypeUseAnalyzer
{
    private static readonly DiagnosticDescriptor s_rule = Descriptors.OfCode(BpfDiagnostics.Int128);

    /// <summary>Creates the analyzer.</summary>
    public Integer128Analyzer() : base(s_rule)
    {
    }

    private protected override bool IsForbidden(ITypeSymbol type, BpfSymbols symbols)
        => type is { Name: "Int128" or "UInt128" or "BigInteger" }
            && type.ToDisplayString() is "System.Int128" or "System.UInt128" or "System.Numerics.BigInteger";

    private protected override void ReportUse(in BpfOperation operation, Location location, ITypeSymbol type) => operation.Report(s_rule, location);
}
