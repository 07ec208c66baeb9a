using Bpf.Analyzers.Packets;
using Bpf.Analyzers.Reachability;
using Bpf.Shared;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Bpf.Analyzers.Contexts;

/// <summary>The accesses of programs to their contexts that the verifier refuses.</summary>
internal sealed class ContextFindings
{
    private static readonly Once<BpfCodeGraph, ContextFindings> s_ofGraph = new();

    private readonly Dictionary<(SyntaxNode Place, bool IsWrite), ContextFinding> _found = [];

    private ContextFindings(BpfSymbols symbols, BpfCodeGraph graph, CancellationToken cancellation)
    {
        BoundMethods methods = new(symbols, cancellation);
        foreach (IMethodSymbol program in graph.Programs)
        {
            ContextRule[] rules = [.. symbols.KindsOf(program).Select(ContextRules.Of).OfType<ContextRule>()];
            if (rules.Length > 0 && CodeOf.BodiesOf(program, symbols.Compilation, cancellation).FirstOrDefault() is IMethodBodyOperation body)
            {
                foreach (ContextAccess access in new ContextFlow(symbols, methods, cancellation).AccessesOf(methods.Of(program, body)))
                {
                    Judge(access, rules);
                }
            }
        }
    }

    /// <summary>Returns the findings in a graph.</summary>
    public static ContextFindings Of(BpfSymbols symbols, BpfCodeGraph graph, CancellationToken cancellation)
        => s_ofGraph.Of(graph, () => new ContextFindings(symbols, graph, cancellation));

    /// <summary>Returns those in a piece of code.</summary>
    public IEnumerable<ContextFinding> In(SyntaxNode code)
        => _found.Values.Where(finding => finding.Place.SyntaxTree == code.SyntaxTree && code.Span.Contains(finding.Place.Span));

    private void Judge(in ContextAccess access, ContextRule[] rules)
    {
        foreach (bool isWrite in new[] { true, false })
        {
            if (isWrite ? access.Writes : access.Reads)
            {
                ContextAccess seen = access;
                ContextFinding?[] faults = [.. rules.Select(rule => ContextFinding.Of(seen, rule, isWrite))];
                if (faults.All(static fault => fault is not null))
                {
                    _found[(access.Syntax, isWrite)] = faults[0]!;
                }
            }
        }
    }
}
