namespace Bpf.Runtime.Attach.Kprobes;

/// <summary>Where a kprobe goes.</summary>
/// <param name="Functions">Functions by name; at least one.</param>
/// <param name="Offset">Bytes after the start of each.</param>
/// <param name="Cookie">Value that the program reads as its cookie; 0 for none.</param>
/// <param name="IsReturn">Probes the return.</param>
/// <param name="Subject">What the user asked for, for descriptions.</param>
internal sealed record KprobePlaces(string[] Functions, ulong Offset, ulong Cookie, bool IsReturn, string Subject);
