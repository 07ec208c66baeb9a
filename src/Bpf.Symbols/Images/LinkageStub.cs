namespace Bpf.Symbols.Images;

/// <summary>An entry of the procedure linkage table, which jumps to a function of another file.</summary>
/// <param name="Offset">Offset in the file.</param>
/// <param name="Size">Length in bytes.</param>
/// <param name="Name">The function.</param>
internal readonly record struct LinkageStub(ulong Offset, ulong Size, byte[] Name);
