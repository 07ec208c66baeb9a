using Microsoft.CodeAnalysis;

namespace Bpf.Analyzers.Intervals;

/// <summary>A report of a rule about the values of integers.</summary>
/// <param name="Place">Where it is reported.</param>
/// <param name="Arguments">The arguments of the message.</param>
internal readonly record struct IntervalFinding(SyntaxNode Place, params object[] Arguments);
