using Bpf.Shared;
using Microsoft.CodeAnalysis;

namespace Bpf.Analyzers.Intervals;

/// <summary>A rule about the values that integers may have at a place.</summary>
/// <param name="diagnostic">What it reports.</param>
internal abstract class IntervalRule(BpfDiagnostic diagnostic)
{
    /// <summary>What it reports.</summary>
    public DiagnosticDescriptor Descriptor { get; } = Descriptors.OfCode(diagnostic);

    /// <summary>Returns whether the rule holds in the code of a program.</summary>
    public virtual bool Covers(IMethodSymbol program) => true;

    /// <summary>Returns whether the rule may report an operation, as far as its form shows.</summary>
    public abstract bool Concerns(IOperation operation, BpfSymbols symbols);

    /// <summary>Finds faults of an operation itself, without its operands.</summary>
    public abstract IEnumerable<IntervalFinding> Find(IOperation operation, IntervalState state, IntervalScope scope);
}
