namespace Bpf.Cli.Attach;

/// <summary>A place in a probed file.</summary>
/// <param name="File">The file.</param>
/// <param name="Offset">Offset in it.</param>
/// <param name="Symbol">Function that begins there; null when none does.</param>
internal sealed record ProbedPlace(string File, ulong Offset, string? Symbol);
