namespace Bpf.Runtime;

/// <summary>A place that a link was to have and has not, because <see cref="UprobeOptions.SkipUnprobeable"/> allowed to leave it out.</summary>
/// <param name="Name">Function, or the offset in the file.</param>
/// <param name="Offset">Offset in the file; <see langword="null"/> when the function was not found.</param>
/// <param name="Reason">Why it cannot be probed, in sentences.</param>
public sealed record SkippedPlace(string Name, ulong? Offset, string Reason);
