using System.Collections.Immutable;
using Bpf.Analyzers.Layout;
using Bpf.Analyzers.Maps;
using Bpf.Analyzers.Operations;
using Bpf.Shared;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Bpf.Analyzers.Language;

/// <summary>BPF0137: reports writes to readonly fields through <c>Unsafe.AsRef</c>, also in methods that receive the reference.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ReadOnlyFieldAnalyzer : LanguageAnalyzer
{
    private static readonly DiagnosticDescriptor s_rule = Descriptors.OfCode(BpfDiagnostics.ReadOnlyWrite);

    /// <summary>Creates the analyzer.</summary>
    public ReadOnlyFieldAnalyzer() : base(s_rule)
    {
    }

    private protected override ImmutableArray<OperationKind> Kinds => [OperationKind.Invocation];

    private protected override void Analyze(in BpfOperation operation)
    {
        var call = (IInvocationOperation)operation.Operation;
        if (call is { TargetMethod: { Name: "AsRef", ContainingType.Name: "Unsafe" }, Arguments.Length: 1 }
            && ConstantIn(call.Arguments[0].Value) is { } field
            && ReferenceWrites.Through(call, operation.Symbols.Compilation, operation.Cancellation))
        {
            operation.Report(s_rule, $"'{field.Name}'");
        }
    }

    // The field, or the one of which it is a part.
    private static IFieldSymbol? ConstantIn(IOperation place) => place switch
    {
        IFieldReferenceOperation { Field: { IsStatic: true, IsReadOnly: true } field } => StaticData.IsVariable(field) ? field : null,
        IFieldReferenceOperation { Instance: { Type.IsValueType: true } owner } => ConstantIn(owner),
        _ => null,
    };
}
