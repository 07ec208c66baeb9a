namespace Bpf.Runtime;

/// <summary>A requested place that a link does not cover, because <see cref="UprobeOptions.SkipUnprobeable"/> allowed skipping it.</summary>
/// <param name="Name">Function, or offset in the file.</param>
/// <param name="Offset">Offset in the file; <see langword="null"/> when the function was not found.</param>
/// <param name="Reason">Why it cannot be probed, as sentences.</param>
public sealed record SkippedPlace(string Name, ulong? Offset, string Reason);
