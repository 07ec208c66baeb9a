using System.Runtime.InteropServices;

namespace Bpf.Runtime.Elf;

/// <summary><c>Elf64_Shdr</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly struct ElfSection
{
    public const uint SymbolTable = 2; // SHT_SYMTAB
    public const uint Note = 7; // SHT_NOTE
    public const uint NoBits = 8; // SHT_NOBITS
    public const uint DynamicSymbols = 11; // SHT_DYNSYM
    public const uint VersionDefinitions = 0x6FFFFFFD; // SHT_GNU_verdef
    public const uint SymbolVersions = 0x6FFFFFFF; // SHT_GNU_versym

    public readonly uint Name;
    public readonly uint Type;
    public readonly ulong Flags;
    public readonly ulong Address;
    public readonly ulong Offset;
    public readonly ulong Size;
    public readonly uint Link;
    public readonly uint Info;
    public readonly ulong Alignment;
    public readonly ulong EntrySize;
}
