namespace Bpf.Cli.Attach;

/// <summary>A place in a probed file.</summary>
/// <param name="Offset">Offset in the file.</param>
/// <param name="Symbol">Function that begins there; null when none does.</param>
internal sealed record ProbedPlace(ulong Offset, string? Symbol);
