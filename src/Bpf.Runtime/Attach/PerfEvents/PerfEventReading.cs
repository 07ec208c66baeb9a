namespace Bpf.Runtime;

/// <summary>The counter of one of the perf events behind a <see cref="PerfSamplingLink"/>.</summary>
/// <param name="Event">The event.</param>
/// <param name="Cpu">The CPU; null for every CPU.</param>
/// <param name="ThreadId">The thread, with those that it started later if a process is sampled; null for all.</param>
/// <param name="Value">The counter.</param>
public sealed record PerfEventReading(PerfEventSource Event, int? Cpu, int? ThreadId, PerfEventValue Value);
