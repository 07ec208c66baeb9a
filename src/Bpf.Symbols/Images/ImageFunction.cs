using Bpf.Objects.Symbols.Tables;

namespace Bpf.Symbols.Images;

/// <summary>A function of an image.</summary>
/// <param name="Offset">Offset of its first instruction in the file, as the kernel counts it.</param>
/// <param name="Size">Length in bytes; 0 if the file does not state it.</param>
/// <param name="Name">Name as stored, without its version.</param>
/// <param name="Kind">What the table says about it.</param>
/// <param name="Source">The table that it is from.</param>
internal readonly record struct ImageFunction(ulong Offset, ulong Size, string Name, FunctionKind Kind, NameSource Source);
