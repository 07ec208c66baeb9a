using Bpf.Analyzers.Operations;
using System.Collections.Immutable;
using System.Globalization;
using Bpf.Shared;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Bpf.Analyzers.Language;

/// <summary>BPF0123 and BPF0442: reports loops without a bound that the verifier can see, and with more rounds than it follows.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class LoopAnalyzer : LanguageAnalyzer
{
    private const int MostInstructions = 1_000_000; // BPF_COMPLEXITY_LIMIT_INSNS, include/linux/bpf.h

    private static readonly DiagnosticDescriptor s_rule = Descriptors.OfCode(BpfDiagnostics.UnboundedLoop);
    private static readonly DiagnosticDescriptor s_rounds = Descriptors.OfCode(BpfDiagnostics.TooManyRounds);

    /// <summary>Creates the analyzer.</summary>
    public LoopAnalyzer() : base(s_rule, s_rounds)
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
        ILocalSymbol[] flags = [.. (condition?.DescendantsAndSelf() ?? []).OfType<ILocalReferenceOperation>().Select(static reference => reference.Local)
            .Where(static local => local.Type.SpecialType == SpecialType.System_Boolean)];
        if (!bounded.IsLimit(condition, loop) && !loop.Descendants().Any(inner => IsBoundedExit(inner, bounded, loop, flags)))
        {
            operation.Report(s_rule, loop.Syntax.GetFirstToken().GetLocation());
        }
        else if (loop.Syntax is ForStatementSyntax counter && !IsSum(loop, operation.Symbols)
            && CountedLoop.RoundsOf(counter, new KnownLengths(loop.SemanticModel!, counter, operation.Cancellation)) is > MostInstructions and var rounds)
        {
            operation.Report(s_rounds, loop.Syntax.GetFirstToken().GetLocation(), rounds.ToString(CultureInfo.InvariantCulture));
        }
    }

    // LLVM replaces loops that only add by a formula.
    private static bool IsSum(ILoopOperation loop, BpfSymbols symbols) => !loop.Body.Descendants().Any(operation => operation switch
    {
        IInvocationOperation call => symbols.IsKernelFunction(call.TargetMethod),
        IBinaryOperation { OperatorKind: BinaryOperatorKind.ExclusiveOr or BinaryOperatorKind.Or or BinaryOperatorKind.RightShift
            or BinaryOperatorKind.Remainder or BinaryOperatorKind.Divide } => true,
        ICompoundAssignmentOperation { OperatorKind: BinaryOperatorKind.ExclusiveOr or BinaryOperatorKind.Or or BinaryOperatorKind.RightShift
            or BinaryOperatorKind.Remainder or BinaryOperatorKind.Divide } => true,
        _ => false,
    });

    // The kernel ends the loop.
    private static bool IsIteration(IOperation? condition, BpfSymbols symbols)
        => condition is IInvocationOperation { TargetMethod: { Name: "MoveNext" } method } && symbols.IsVocabulary(method);

    // if (count >= constant) break; or return, or what ends the loop by its condition.
    private static bool IsBoundedExit(IOperation operation, BoundedValue bounded, ILoopOperation loop, ILocalSymbol[] flags)
        => operation is IConditionalOperation conditional && bounded.IsLimit(conditional.Condition, loop) && conditional.Descendants().Any(inner => inner switch
        {
            IReturnOperation => true,
            IBranchOperation { BranchKind: BranchKind.Break or BranchKind.GoTo } => true,
            ISimpleAssignmentOperation { Target: ILocalReferenceOperation { Local: var local } } => flags.Contains(local, SymbolEqualityComparer.Default),
            _ => false,
        });
}
