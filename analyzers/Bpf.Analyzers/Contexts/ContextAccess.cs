using Microsoft.CodeAnalysis;

namespace Bpf.Analyzers.Contexts;

/// <summary>An access to the context of a program through a pointer.</summary>
/// <param name="Syntax">The expression.</param>
/// <param name="Offset">Where it begins, in bytes.</param>
/// <param name="Size">Its bytes.</param>
/// <param name="Reads">Whether it reads.</param>
/// <param name="Writes">Whether it writes.</param>
/// <param name="Field">Name of the field, where the loader looks up its offset; null otherwise.</param>
internal readonly record struct ContextAccess(SyntaxNode Syntax, decimal Offset, int Size, bool Reads, bool Writes, string? Field);
