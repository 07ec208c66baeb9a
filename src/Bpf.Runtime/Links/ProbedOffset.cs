using Bpf.Runtime.Files;

namespace Bpf.Runtime.Links;

/// <summary>An offset in a file that a link probes, and which file that is.</summary>
internal readonly record struct ProbedOffset(string Path, FileIdentity File, ulong Offset);
