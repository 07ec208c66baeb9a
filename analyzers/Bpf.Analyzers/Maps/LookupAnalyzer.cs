using Bpf.Analyzers.Operations;
using System.Collections.Immutable;
using Bpf.Analyzers.Language;
using Bpf.Shared;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Bpf.Analyzers.Maps;

/// <summary>
/// BPF0305: reports uses of a reference from a lookup or a reservation when the result was discarded and nothing tests the reference.
/// Only this clear case is reported; the others are left to the verifier.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class LookupAnalyzer : LanguageAnalyzer
{
    private static readonly DiagnosticDescriptor s_rule = Descriptors.OfCode(BpfDiagnostics.UncheckedReference);

    /// <summary>Creates the analyzer.</summary>
    public LookupAnalyzer() : base(s_rule)
    {
    }

    private protected override ImmutableArray<OperationKind> Kinds => [OperationKind.Invocation];

    private protected override void Analyze(in BpfOperation operation)
    {
        var call = (IInvocationOperation)operation.Operation;
        if (call is not { TargetMethod: { Name: "TryGetRef" or "TryReserve" } method }
            || !operation.Symbols.IsVocabulary(method)
            || !IsDiscarded(call)
            || BpfReferences.OutLocal(call) is not { } local)
        {
            return;
        }

        IOperation body = call;
        while (body.Parent is not null)
        {
            body = body.Parent;
        }

        IOperation[] uses = [.. body.Descendants().Where(use => BpfReferences.IsReference(use, local) && use.Syntax.SpanStart > call.Syntax.Span.End)];
        BpfSymbols symbols = operation.Symbols;
        if (!uses.Any(use => IsTest(use, symbols)) && Array.Find(uses, IsValue) is { } first)
        {
            operation.Report(s_rule, first.Syntax.GetLocation(), local.Name);
        }
    }

    private static bool IsDiscarded(IInvocationOperation call) => call.Parent is IExpressionStatementOperation
        or ISimpleAssignmentOperation { Target: IDiscardOperation };

    private static bool IsValue(IOperation use) => use.Parent is IPropertyReferenceOperation { Property.Name: "Value" };

    // IsNull, a pattern, a copy, a method that receives the reference: anything but the value itself, Submit and the like.
    private static bool IsTest(IOperation use, BpfSymbols symbols) => IsValue(use)
        ? use.Parent?.Parent is IArgumentOperation { Parent: IInvocationOperation { TargetMethod: { Name: "IsNullRef", ContainingType.Name: "Unsafe" } } }
        : use.Parent is not IArgumentOperation { Parent: IInvocationOperation { TargetMethod: { } method } } || !symbols.IsVocabulary(method);
}
