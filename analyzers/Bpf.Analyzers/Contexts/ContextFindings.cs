using System.Runtime.CompilerServices;
using Bpf.Analyzers.Packets;
using Bpf.Analyzers.Reachability;
using Bpf.Shared;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Bpf.Analyzers.Contexts;

/// <summary>The accesses of all programs of a compilation to their contexts that the verifier refuses; found once and shared.</summary>
internal sealed class ContextFindings
{
    private static readonly ConditionalWeakTable<BpfCodeGraph, StrongBox<ContextFindings?>> s_cache = new();

    private readonly Dictionary<(SyntaxNode Place, bool IsWrite), ContextFinding> _found = [];

    private ContextFindings(BpfSymbols symbols, BpfCodeGraph graph, CancellationToken cancellation)
    {
        BoundMethods methods = new(symbols, cancellation);
        foreach (IMethodSymbol program in graph.Objects.SelectMany(symbols.ProgramsOf))
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

    /// <summary>Returns the findings of a compilation.</summary>
    public static ContextFindings Of(BpfSymbols symbols, BpfCodeGraph graph, CancellationToken cancellation)
    {
        StrongBox<ContextFindings?> box = s_cache.GetValue(graph, static _ => new StrongBox<ContextFindings?>());
        lock (box)
        {
            return box.Value ??= new ContextFindings(symbols, graph, cancellation);
        }
    }

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
