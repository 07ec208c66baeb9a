using Bpf.Analyzers.Operations;
using Bpf.Shared;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Bpf.Analyzers.Language;

/// <summary>BPF0103: reports objects in BPF code. Strings, arrays, delegates, boxing, LINQ, foreach and lock have their own rules; maps are allowed.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ReferenceTypeAnalyzer : TypeUseAnalyzer
{
    private static readonly DiagnosticDescriptor s_rule = Descriptors.OfCode(BpfDiagnostics.ObjectCreation);

    /// <summary>Creates the analyzer.</summary>
    public ReferenceTypeAnalyzer() : base(s_rule)
    {
    }

    private protected override bool IsForbidden(ITypeSymbol type, BpfSymbols symbols)
        => type is { IsReferenceType: true, TypeKind: TypeKind.Class or TypeKind.Interface, SpecialType: not SpecialType.System_String }
            && !symbols.IsMap(type);

    private protected override bool IsExempt(IOperation operation, BpfSymbols symbols)
        => operation is IConversionOperation { Operand.Type.IsValueType: true } or IInstanceReferenceOperation
            || operation.Parent is ILockOperation
            || LinqAnalyzer.IsLinq(operation)
            || operation.Parent is IArgumentOperation { Parent: { } call } && LinqAnalyzer.IsLinq(call)
            || ForEachAnalyzer.IsIterated(operation)
            || IsDefaultComparer(operation);

    // The compiler replaces their methods with comparisons.
    private static bool IsDefaultComparer(IOperation operation)
        => operation is IPropertyReferenceOperation { Property: { Name: "Default", ContainingType.Name: "EqualityComparer" or "Comparer" } };

    private protected override void ReportUse(in BpfOperation operation, Location location, ITypeSymbol type)
        => operation.Report(s_rule, location, type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat));
}
