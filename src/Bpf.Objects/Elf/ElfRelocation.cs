namespace Bpf.Objects.Elf;

/// <summary>One relocation.</summary>
/// <param name="Offset">Offset in the section, or address in a linked file.</param>
/// <param name="Symbol">Index in the symbol table.</param>
/// <param name="Type">Machine-specific relocation type.</param>
/// <param name="Addend">Number to add; 0 when it is stored in the relocated place itself (<c>SHT_REL</c>).</param>
internal readonly record struct ElfRelocation(ulong Offset, uint Symbol, uint Type, long Addend);
