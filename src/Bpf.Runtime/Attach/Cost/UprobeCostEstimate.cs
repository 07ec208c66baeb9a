namespace Bpf.Runtime;

/// <summary>The price of a probe at one place.</summary>
/// <param name="Offset">Offset in the file.</param>
/// <param name="Cost">The price.</param>
public readonly record struct UprobeCostEstimate(ulong Offset, UprobeCost Cost);
