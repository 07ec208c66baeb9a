using Bpf.Analyzers.Operations;
using System.Collections.Immutable;
using Bpf.Analyzers.Language;
using Bpf.Analyzers.Layout;
using Bpf.Shared;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Bpf.Analyzers.Maps;

/// <summary>BPF0313: reports copies and overwrites of whole map values that contain a lock or timer.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class KernelFieldCopyAnalyzer : LanguageAnalyzer
{
    private static readonly DiagnosticDescriptor s_rule = Descriptors.OfCode(BpfDiagnostics.KernelFieldCopied);

    /// <summary>Creates the analyzer.</summary>
    public KernelFieldCopyAnalyzer() : base(s_rule)
    {
    }

    private protected override ImmutableArray<OperationKind> Kinds =>
        [OperationKind.Invocation, OperationKind.PropertyReference, OperationKind.FieldReference, OperationKind.LocalReference,
        OperationKind.ParameterReference];

    private protected override void Analyze(in BpfOperation operation)
    {
        if (operation.Operation is IInvocationOperation call)
        {
            if (call.TargetMethod.Name == "TryGetValue" && operation.Symbols.IsVocabulary(call.TargetMethod)
                && call.TargetMethod.Parameters.LastOrDefault() is { RefKind: RefKind.Out } result && SharedLayout.FindKernelField(result.Type) is { } field)
            {
                Report(operation, result.Type, field);
            }

            return;
        }

        IOperation place = operation.Operation;
        if (place.Type is { } type && SharedLayout.FindKernelField(type) is { } held && IsCopied(place, operation.Symbols) && IsInMap(place, operation.Symbols))
        {
            Report(operation, type, held);
        }
    }

    private static void Report(in BpfOperation operation, ITypeSymbol type, ITypeSymbol held)
        => operation.Report(s_rule, type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat), held.Name);

    private static bool IsCopied(IOperation place, BpfSymbols symbols) => place.Parent switch
    {
        ISimpleAssignmentOperation { IsRef: false } assignment => assignment.Target == place || assignment.Target is not IDiscardOperation,
        IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol.RefKind: RefKind.None } } => true,
        IArgumentOperation { Parameter.RefKind: RefKind.None } => true,
        // The kernel copies it, into another map for instance.
        IArgumentOperation { Parameter: { RefKind: RefKind.In, ContainingSymbol: var taker } } => symbols.IsVocabulary(taker),
        IReturnOperation { IsImplicit: false } => !ReturnsReference(place),
        _ => false,
    };

    private static bool ReturnsReference(IOperation place) => place.Syntax.Parent is Microsoft.CodeAnalysis.CSharp.Syntax.RefExpressionSyntax;

    private static bool IsInMap(IOperation place, BpfSymbols symbols) => MapMemory.ReferenceOf(place, symbols) is not null || IsOfCallback(place, symbols);

    // The element passed to a callback of the vocabulary.
    private static bool IsOfCallback(IOperation place, BpfSymbols symbols)
    {
        while (place is IFieldReferenceOperation { Instance: { Type.IsValueType: true } instance })
        {
            place = instance;
        }

        if (place is not IParameterReferenceOperation { Parameter: { RefKind: RefKind.Ref } parameter })
        {
            return false;
        }

        for (IOperation? around = place; around is not null; around = around.Parent)
        {
            if (around is IAnonymousFunctionOperation lambda && SymbolEqualityComparer.Default.Equals(lambda.Symbol, parameter.ContainingSymbol))
            {
                return lambda.Parent is IDelegateCreationOperation { Type: { } type } && symbols.IsVocabulary(type);
            }
        }

        return false;
    }
}
