using System.Runtime.InteropServices;
using static System.Buffers.Binary.BinaryPrimitives;

namespace Bpf.Objects.Elf;

/// <summary><c>Elf64_Shdr</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly struct ElfSection : IElfRecord<ElfSection>
{
    public const uint Unused = 0; // SHT_NULL
    public const uint ProgramBits = 1; // SHT_PROGBITS
    public const uint SymbolTable = 2; // SHT_SYMTAB
    public const uint StringTable = 3; // SHT_STRTAB
    public const uint RelocationsWithAddend = 4; // SHT_RELA
    public const uint Note = 7; // SHT_NOTE
    public const uint NoBits = 8; // SHT_NOBITS
    public const uint Relocations = 9; // SHT_REL
    public const uint DynamicSymbols = 11; // SHT_DYNSYM
    public const uint VersionDefinitions = 0x6FFFFFFD; // SHT_GNU_verdef
    public const uint VersionNeeds = 0x6FFFFFFE; // SHT_GNU_verneed
    public const uint SymbolVersions = 0x6FFFFFFF; // SHT_GNU_versym
    public const ulong Executable = 4; // SHF_EXECINSTR
    public const ushort FirstReservedIndex = 0xFF00; // SHN_LORESERVE
    public const ushort ExtendedIndex = 0xFFFF; // SHN_XINDEX

    /// <summary>Offset of the name in the section name table.</summary>
    public uint Name { get; init; }

    public uint Type { get; init; }

    public ulong Flags { get; init; }

    public ulong Address { get; init; }

    public ulong Offset { get; init; }

    public ulong Size { get; init; }

    public uint Link { get; init; }

    public uint Info { get; init; }

    public ulong Alignment { get; init; }

    public ulong EntrySize { get; init; }

    /// <inheritdoc/>
    public static ElfSection Reverse(in ElfSection record) => new()
    {
        Name = ReverseEndianness(record.Name),
        Type = ReverseEndianness(record.Type),
        Flags = ReverseEndianness(record.Flags),
        Address = ReverseEndianness(record.Address),
        Offset = ReverseEndianness(record.Offset),
        Size = ReverseEndianness(record.Size),
        Link = ReverseEndianness(record.Link),
        Info = ReverseEndianness(record.Info),
        Alignment = ReverseEndianness(record.Alignment),
        EntrySize = ReverseEndianness(record.EntrySize),
    };

    /// <inheritdoc/>
    public static int NarrowSize => 40; // sizeof(Elf32_Shdr)

    /// <inheritdoc/>
    public static ElfSection Widen(ElfFile file, ReadOnlySpan<byte> bytes) => new()
    {
        Name = file.UInt32(bytes),
        Type = file.UInt32(bytes[4..]),
        Flags = file.UInt32(bytes[8..]),
        Address = file.UInt32(bytes[12..]),
        Offset = file.UInt32(bytes[16..]),
        Size = file.UInt32(bytes[20..]),
        Link = file.UInt32(bytes[24..]),
        Info = file.UInt32(bytes[28..]),
        Alignment = file.UInt32(bytes[32..]),
        EntrySize = file.UInt32(bytes[36..]),
    };
}
