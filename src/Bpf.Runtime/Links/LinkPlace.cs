namespace Bpf.Runtime;

/// <summary>A place in a user-space file that a link probes.</summary>
/// <param name="File">Path of the file.</param>
/// <param name="Offset">Offset in the file, in bytes.</param>
/// <param name="Symbol">Name of the function that begins there; null when none does.</param>
public sealed record LinkPlace(string File, ulong Offset, string? Symbol);
