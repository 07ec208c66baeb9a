namespace Bpf.Compiler.Tool.Sources;

/// <summary>The relevant state of a source file.</summary>
/// <param name="Path">Full path.</param>
/// <param name="Content">Hash of its contents.</param>
/// <param name="Surface">Hash of what code in other files can see of it; see <see cref="SourceSurface"/>.</param>
/// <param name="Declarations">Its declarations, as formatted by <see cref="SourceDeclarations"/>; empty when unknown.</param>
internal readonly record struct SourceFile(string Path, string Content, string Surface, string Declarations);
