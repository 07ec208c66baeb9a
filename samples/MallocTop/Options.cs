namespace Samples;

/// <summary>What to trace, and how.</summary>
/// <param name="Run">The options that every sample has.</param>
/// <param name="ProcessId">Trace this running process; null for the command, or without one for this process.</param>
/// <param name="Single">Keep the perf_event uprobe even where the kernel has uprobe_multi.</param>
/// <param name="LargeBytes">Report allocations of at least this size.</param>
internal sealed record Options(RunOptions Run, int? ProcessId, bool Single, ulong LargeBytes);
