using System.Collections.Immutable;
using Bpf.Analyzers.Language;
using Bpf.Analyzers.Operations;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Bpf.Analyzers.Intervals;

/// <summary>Follows the integers of each method once, for all rules about their values.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class IntervalAnalyzer : LanguageAnalyzer
{
    private static readonly ImmutableArray<IntervalRule> s_rules = [new IndexRule(), new BufferIndexRule(), new HelperSizeRule(), new ShiftRule()];

    /// <summary>Creates the analyzer.</summary>
    public IntervalAnalyzer() : base([.. s_rules.Select(static rule => rule.Descriptor)])
    {
    }

    private protected override ImmutableArray<OperationKind> Kinds => [OperationKind.MethodBody];

    private protected override void Analyze(in BpfOperation operation)
    {
        IOperation body = operation.Operation;
        BpfSymbols symbols = operation.Symbols;
        IMethodSymbol program = operation.Program;
        IntervalRule[] rules = [.. s_rules.Where(rule => rule.Covers(program) && body.Descendants().Any(part => rule.Concerns(part, symbols)))];
        if (rules.Length == 0)
        {
            return;
        }

        KnownLengths lengths = new(body.SemanticModel!, body.Syntax, operation.Cancellation);
        IntervalScope scope = new(symbols, lengths, new IntervalValues(lengths));
        ControlFlowGraph graph = ControlFlowGraph.Create((IMethodBodyOperation)body, operation.Cancellation);
        Dictionary<(IntervalRule Rule, SyntaxNode Place), object[]> found = [];
        new IntervalFlow(graph, body, symbols, scope.Values).Run(operation.Method, Look, operation.Cancellation);
        foreach (((IntervalRule rule, SyntaxNode place), object[] arguments) in found.Select(static item => (item.Key, item.Value)))
        {
            operation.Report(rule.Descriptor, place.GetLocation(), arguments);
        }

        void Look(IOperation part, IntervalState state)
        {
            foreach (IntervalRule rule in rules)
            {
                foreach (IntervalFinding finding in rule.Find(part, state, scope))
                {
                    found[(rule, finding.Place)] = finding.Arguments;
                }
            }
        }
    }
}
