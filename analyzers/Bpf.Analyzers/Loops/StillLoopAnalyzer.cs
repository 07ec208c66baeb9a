using System.Collections.Immutable;
using Bpf.Analyzers.Operations;
using Bpf.Analyzers.Reachability;
using Bpf.Shared;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Bpf.Analyzers.Loops;

/// <summary>BPF0152: reports loops that count on some paths only, so that they may go on forever.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class StillLoopAnalyzer : LanguageAnalyzer
{
    private static readonly DiagnosticDescriptor s_rule = Descriptors.OfCode(BpfDiagnostics.StillLoop);

    /// <summary>Creates the analyzer.</summary>
    public StillLoopAnalyzer() : base(s_rule)
    {
    }

    private protected override ImmutableArray<OperationKind> Kinds => [OperationKind.MethodBody];

    private protected override void Analyze(in BpfOperation operation)
    {
        var body = (IMethodBodyOperation)operation.Operation;
        ILoopOperation[] loops = [.. body.Descendants().OfType<ILoopOperation>().Where(static loop => loop is IWhileLoopOperation or IForLoopOperation)];
        if (loops.Length == 0)
        {
            return;
        }

        ControlFlowGraph graph = ControlFlowGraph.Create(body, operation.Cancellation);
        NaturalLoop[] natural = [.. NaturalLoop.In(graph)];
        foreach (NaturalLoop loop in natural)
        {
            if (!natural.Any(other => other != loop && loop.Contains(other)) && StatementOf(loop, loops) is { } statement
                && new LoopProgress(loop, body, operation.Symbols).StillVariable() is { } variable)
            {
                operation.Report(s_rule, statement.GetFirstToken().GetLocation(), variable.Name);
            }
        }
    }

    // The smallest statement around everything that repeats.
    private static SyntaxNode? StatementOf(NaturalLoop loop, ILoopOperation[] loops) => loops.Select(static candidate => candidate.Syntax)
        .Where(syntax => loop.Blocks.SelectMany(BlockCode.Of).All(operation => syntax.Span.Contains(operation.Syntax.Span)))
        .OrderBy(static syntax => syntax.Span.Length).FirstOrDefault();
}
