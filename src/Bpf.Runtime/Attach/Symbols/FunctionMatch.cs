namespace Bpf.Runtime.Attach.Symbols;

/// <summary>The functions in a file that a user's text matches.</summary>
/// <param name="Offsets">Distinct file offsets, ascending; at least one, and exactly one for a name.</param>
/// <param name="IsPattern">True when the text was a glob rather than the name of one function.</param>
internal readonly record struct FunctionMatch(ulong[] Offsets, bool IsPattern);
