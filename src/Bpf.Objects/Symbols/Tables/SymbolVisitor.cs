namespace Bpf.Objects.Symbols.Tables;

/// <summary>Sees one function of a file.</summary>
internal delegate void SymbolVisitor(ReadOnlySpan<byte> name, ulong offset);
