using Bpf.Shared;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Bpf.Analyzers.Language;

/// <summary>BPF0106: delegates in BPF code, other than those of LINQ, which is reported itself.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class DelegateAnalyzer : TypeUseAnalyzer
{
    private static readonly DiagnosticDescriptor s_rule = Descriptors.OfCode(BpfDiagnostics.DelegateUse);

    /// <summary>Creates the analyzer.</summary>
    public DelegateAnalyzer() : base(s_rule)
    {
    }

    private protected override bool IsForbidden(ITypeSymbol type, BpfSymbols symbols) => type.TypeKind == TypeKind.Delegate;

    private protected override bool IsExempt(IOperation operation, BpfSymbols symbols)
        => operation.Parent is IArgumentOperation { Parent: { } call } && LinqAnalyzer.IsLinq(call);

    private protected override void ReportUse(in BpfOperation operation, Location location, ITypeSymbol type) => operation.Report(s_rule, location);
}
