namespace Bpf.Analyzers.Packets;

/// <summary>The end of a program.</summary>
/// <param name="Result">What it returns; null when unknown, or nothing.</param>
internal sealed record ProgramEnd(BoundValue? Result);
