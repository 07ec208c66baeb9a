namespace Bpf.Runtime.Attach.Kprobes;

/// <summary>The places at which to attach a kprobe.</summary>
/// <param name="Functions">Names of the functions; at least one.</param>
/// <param name="Offset">Offset in bytes from the start of each function.</param>
/// <param name="Cookie">Value that the program reads as its cookie; 0 for none.</param>
/// <param name="IsReturn">True to probe the return.</param>
/// <param name="Subject">The target as the user gave it, for messages.</param>
internal sealed record KprobePlaces(string[] Functions, ulong Offset, ulong Cookie, bool IsReturn, string Subject);
