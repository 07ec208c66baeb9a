using Bpf.Analyzers.Operations;
using System.Collections.Immutable;
using Bpf.Shared;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Bpf.Analyzers.Language;

/// <summary>BPF0123: reports loops without a bound that the verifier can see.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class LoopAnalyzer : LanguageAnalyzer
{
    private static readonly DiagnosticDescriptor s_rule = Descriptors.OfCode(BpfDiagnostics.UnboundedLoop);

    /// <summary>Creates the analyzer.</summary>
    public LoopAnalyzer() : base(s_rule)
    {
    }

    private protected override ImmutableArray<OperationKind> Kinds => [OperationKind.Loop];

    private protected override void Analyze(in BpfOperation operation)
    {
        (IOperation? condition, bool isUsual) = operation.Operation switch
        {
            IForLoopOperation counted => (counted.Condition, true),
            IWhileLoopOperation repeated => (repeated.Condition, true),
            _ => (null, false),
        };
        if (!isUsual || IsIteration(condition, operation.Symbols))
        {
            return;
        }

        var loop = (ILoopOperation)operation.Operation;
        var bounded = new BoundedValue(operation.Graph, operation.Symbols.Compilation, operation.Cancellation);
        if (!bounded.IsLimit(condition, loop) && !loop.Descendants().Any(inner => IsBoundedExit(inner, bounded, loop)))
        {
            operation.Report(s_rule, loop.Syntax.GetFirstToken().GetLocation());
        }
    }

    // The kernel ends the loop.
    private static bool IsIteration(IOperation? condition, BpfSymbols symbols)
        => condition is IInvocationOperation { TargetMethod: { Name: "MoveNext" } method } && symbols.IsVocabulary(method);

    // if (count >= constant) break; or return.
    private static bool IsBoundedExit(IOperation operation, BoundedValue bounded, ILoopOperation loop) => operation is IConditionalOperation conditional
        && conditional.Descendants().Any(static inner => inner is IReturnOperation or IBranchOperation { BranchKind: BranchKind.Break or BranchKind.GoTo })
        && bounded.IsLimit(conditional.Condition, loop);
}
