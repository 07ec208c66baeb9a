namespace Bpf.Compiler;

/// <summary>A position in a source file.</summary>
/// <param name="File">Path as recorded in the PDB.</param>
/// <param name="Line">Line, from 1.</param>
/// <param name="Column">Column, from 1.</param>
public readonly record struct SourceLocation(string File, int Line, int Column);
