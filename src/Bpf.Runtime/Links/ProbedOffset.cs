using Bpf.Runtime.Attach.Symbols;

namespace Bpf.Runtime.Links;

/// <summary>An offset in a file that a link probes, and the symbols of that file.</summary>
internal readonly record struct ProbedOffset(string Path, BinarySymbols[] Symbols, ulong Offset);
