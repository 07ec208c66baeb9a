namespace Bpf.Objects;

/// <summary>A section of the ELF file.</summary>
/// <param name="Name">Its name, with a leading '?' if it has one.</param>
/// <param name="Type">Its type, <c>SHT_*</c> of elf.h: 1 for contents, 8 for zeros.</param>
/// <param name="Size">Bytes, also of a section that has none in the file.</param>
/// <param name="IsExecutable">True when it holds instructions.</param>
public sealed record SectionDescription(string Name, uint Type, ulong Size, bool IsExecutable);
