using Bpf.Analyzers.Operations;
using Bpf.Shared;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Bpf.Analyzers.Language;

/// <summary>BPF0101: reports strings in BPF code, except constants passed to the vocabulary.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class StringAnalyzer : TypeUseAnalyzer
{
    private static readonly DiagnosticDescriptor s_rule = Descriptors.OfCode(BpfDiagnostics.StringUse);

    /// <summary>Creates the analyzer.</summary>
    public StringAnalyzer() : base(s_rule)
    {
    }

    private protected override bool IsForbidden(ITypeSymbol type, BpfSymbols symbols) => type.SpecialType == SpecialType.System_String;

    private protected override bool IsExempt(IOperation operation, BpfSymbols symbols)
        => operation is IInterpolatedStringOperation || IsLengthOfConstant(operation)
            || operation.Parent is IInterpolatedStringTextOperation or IInterpolationOperation
            || operation.Parent is IArgumentOperation { Parent: IInvocationOperation { TargetMethod: { } method } }
                && symbols.IsVocabulary(method);

    // The compiler computes it; C# does not.
    private static bool IsLengthOfConstant(IOperation operation)
        => operation is { ConstantValue.HasValue: true,
            Parent: IPropertyReferenceOperation { Property: { Name: "Length", ContainingType.SpecialType: SpecialType.System_String } } };

    private protected override void ReportUse(in BpfOperation operation, Location location, ITypeSymbol type) => operation.Report(s_rule, location);
}
