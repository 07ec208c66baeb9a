namespace Bpf.Runtime.Objects;

/// <summary>A section of an object file.</summary>
/// <param name="Index">Position in the section table.</param>
/// <param name="Name">Name.</param>
/// <param name="Type">sh_type.</param>
/// <param name="Flags">sh_flags.</param>
/// <param name="Size">Size in bytes, also for sections without bytes in the file.</param>
/// <param name="Link">sh_link.</param>
/// <param name="Info">sh_info.</param>
/// <param name="EntrySize">sh_entsize.</param>
/// <param name="Contents">The bytes in the file; empty for NOBITS.</param>
internal sealed record ObjectSection(
    int Index, string Name, uint Type, ulong Flags, ulong Size, uint Link, uint Info, ulong EntrySize, ReadOnlyMemory<byte> Contents)
{
    public const uint ProgramBits = 1; // SHT_PROGBITS
    public const uint SymbolTable = 2; // SHT_SYMTAB
    public const uint StringTable = 3; // SHT_STRTAB
    public const uint RelocationsWithAddend = 4; // SHT_RELA
    public const uint NoBits = 8; // SHT_NOBITS
    public const uint Relocations = 9; // SHT_REL
    private const ulong ExecutableFlag = 4; // SHF_EXECINSTR

    public bool IsExecutable => Type == ProgramBits && (Flags & ExecutableFlag) != 0;
}
