namespace Bpf.Objects;

/// <summary>A section of the ELF file.</summary>
/// <param name="Name">Its name, including a leading '?' if there is one.</param>
/// <param name="Type">Its type, an <c>SHT_*</c> value from elf.h: 1 for contents, 8 for zeros.</param>
/// <param name="Size">Size in bytes, even if the section has no bytes in the file.</param>
/// <param name="IsExecutable">True when it holds instructions.</param>
public sealed record SectionDescription(string Name, uint Type, ulong Size, bool IsExecutable);
