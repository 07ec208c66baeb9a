using Bpf.Analyzers.Operations;
using System.Collections.Immutable;
using Bpf.Shared;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Bpf.Analyzers.Language;

/// <summary>BPF0104: reports conversions of values to objects and interfaces.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class BoxingAnalyzer : LanguageAnalyzer
{
    private static readonly DiagnosticDescriptor s_rule = Descriptors.OfCode(BpfDiagnostics.Boxing);

    /// <summary>Creates the analyzer.</summary>
    public BoxingAnalyzer() : base(s_rule)
    {
    }

    private protected override ImmutableArray<OperationKind> Kinds => [OperationKind.Conversion];

    private protected override void Analyze(in BpfOperation operation)
    {
        var conversion = (IConversionOperation)operation.Operation;
        if (conversion is { OperatorMethod: null, Operand.Type: { IsValueType: true } value, Type: { IsReferenceType: true, TypeKind: not TypeKind.Delegate } }
            && !IsHasFlagArgument(conversion)
            && !IsText(conversion.Parent))
        {
            operation.Report(s_rule, conversion.Operand.Syntax.GetLocation(), value.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat));
        }
    }

    // Strings are reported by another rule.
    private static bool IsText(IOperation? parent) => parent is { Type.SpecialType: SpecialType.System_String } or IInterpolationOperation;

    // The compiler replaces Enum.HasFlag with a mask.
    private static bool IsHasFlagArgument(IConversionOperation conversion) => conversion.Parent is IArgumentOperation
    {
        Parent: IInvocationOperation { TargetMethod: { Name: "HasFlag", ContainingType.SpecialType: SpecialType.System_Enum } },
    };
}
