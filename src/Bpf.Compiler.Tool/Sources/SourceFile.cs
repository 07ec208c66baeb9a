namespace Bpf.Compiler.Tool.Sources;

/// <summary>What matters of a source file.</summary>
/// <param name="Path">Full path.</param>
/// <param name="Content">Hash of all its bytes.</param>
/// <param name="Surface">Hash of what code in other files can see of it, <see cref="SourceSurface"/>.</param>
/// <param name="Declarations">What it declares and mentions, as <see cref="SourceDeclarations"/> writes it; empty when that is not known.</param>
internal readonly record struct SourceFile(string Path, string Content, string Surface, string Declarations);
