using Bpf.Analyzers.Language;

namespace Bpf.Analyzers.Intervals;

/// <summary>What the rules about the values of integers know about a method, besides the state at a place.</summary>
/// <param name="Symbols">The vocabulary.</param>
/// <param name="Lengths">Lengths of spans and arrays.</param>
/// <param name="Values">The intervals of expressions.</param>
internal sealed record IntervalScope(BpfSymbols Symbols, KnownLengths Lengths, IntervalValues Values);
