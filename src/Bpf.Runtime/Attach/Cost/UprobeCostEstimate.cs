namespace Bpf.Runtime;

/// <summary>The estimated cost of a probe at one place.</summary>
/// <param name="Offset">Offset in the file.</param>
/// <param name="Cost">Cost of a hit.</param>
public readonly record struct UprobeCostEstimate(ulong Offset, UprobeCost Cost);
