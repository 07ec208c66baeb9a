namespace Bpf.Compiler.Metadata;

/// <summary>The place in the source where the code from an IL offset on comes from.</summary>
internal readonly record struct SourcePoint(int Offset, SourceLocation Location);
