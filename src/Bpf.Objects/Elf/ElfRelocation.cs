namespace Bpf.Objects.Elf;

/// <summary>One relocation.</summary>
/// <param name="Offset">Where in the section, or at which address of a linked file.</param>
/// <param name="Symbol">Index in the symbol table.</param>
/// <param name="Type">Kind of relocation, which depends on the machine.</param>
/// <param name="Addend">Number to add; 0 when it is at the place itself (<c>SHT_REL</c>).</param>
internal readonly record struct ElfRelocation(ulong Offset, uint Symbol, uint Type, long Addend);
