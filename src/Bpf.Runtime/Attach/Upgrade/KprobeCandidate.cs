namespace Bpf.Runtime;

/// <summary>A target of a kprobe that is known at load.</summary>
/// <param name="Target">The target.</param>
/// <param name="TraceableCount">Number of times it is in the kernel's list of traceable functions; null when the list cannot be read, and for patterns.</param>
internal readonly record struct KprobeCandidate(KprobeTarget Target, int? TraceableCount);
