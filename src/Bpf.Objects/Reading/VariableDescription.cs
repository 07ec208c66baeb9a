namespace Bpf.Objects;

/// <summary>A global variable.</summary>
/// <param name="Section">Section that holds it: <c>.rodata</c>, <c>.data</c>, <c>.bss</c> or one of their variants.</param>
/// <param name="Name">
/// Its name, as <see cref="Bpf.Runtime"/> expects it: qualified by source file or offset where several variables of the section share one.
/// </param>
/// <param name="Offset">Offset in the section in bytes.</param>
/// <param name="Size">Size in bytes.</param>
/// <param name="Type">Its type; <see langword="null"/> when the object does not state it.</param>
/// <param name="InitialBytes">Its initial contents; empty when they are zero and not stored in the file.</param>
public sealed record VariableDescription(string Section, string Name, ulong Offset, ulong Size, TypeDescription? Type, ReadOnlyMemory<byte> InitialBytes);
