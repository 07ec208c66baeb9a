namespace Bpf.Runtime.Attach.Symbols;

/// <summary>What a user's text means in a file.</summary>
/// <param name="Offsets">Offsets in the file, ascending, each once; at least one, and exactly one for a name.</param>
/// <param name="IsPattern">It was a glob, not the name of one function.</param>
internal readonly record struct FunctionMatch(ulong[] Offsets, bool IsPattern);
