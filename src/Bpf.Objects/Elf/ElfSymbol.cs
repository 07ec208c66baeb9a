using System.Runtime.InteropServices;
using static System.Buffers.Binary.BinaryPrimitives;

namespace Bpf.Objects.Elf;

/// <summary><c>Elf64_Sym</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly struct ElfSymbol : IElfRecord<ElfSymbol>
{
    public const byte NoType = 0; // STT_NOTYPE
    public const byte Function = 2; // STT_FUNC
    public const byte SectionName = 3; // STT_SECTION
    public const byte FileName = 4; // STT_FILE
    public const byte IndirectFunction = 10; // STT_GNU_IFUNC
    public const byte Local = 0; // STB_LOCAL
    public const byte Weak = 2; // STB_WEAK
    public const byte Internal = 1; // STV_INTERNAL
    public const byte Hidden = 2; // STV_HIDDEN
    public const ushort UndefinedSection = 0; // SHN_UNDEF

    /// <summary>Offset of the name in the string table that the symbol table is linked to.</summary>
    public uint Name { get; init; }

    private byte Info { get; init; }

    private byte Other { get; init; }

    public ushort Section { get; init; }

    public ulong Value { get; init; }

    public ulong Size { get; init; }

    /// <summary>STT_*</summary>
    public byte Type => (byte)(Info & 0xF);

    /// <summary>STB_*</summary>
    public byte Binding => (byte)(Info >> 4);

    /// <summary>STV_*</summary>
    public byte Visibility => (byte)(Other & 3);

    public bool IsFunction => Type == Function;

    public bool IsIndirectFunction => Type == IndirectFunction;

    public bool IsWeak => Binding == Weak;

    /// <summary>Defined in a section of this file.</summary>
    public bool IsDefined => Section is not UndefinedSection and (< ElfSection.FirstReservedIndex or ElfSection.ExtendedIndex);

    /// <inheritdoc/>
    public static ElfSymbol Reverse(in ElfSymbol record) => new()
    {
        Name = ReverseEndianness(record.Name),
        Info = record.Info,
        Other = record.Other,
        Section = ReverseEndianness(record.Section),
        Value = ReverseEndianness(record.Value),
        Size = ReverseEndianness(record.Size),
    };

    /// <inheritdoc/>
    public static int NarrowSize => 16; // sizeof(Elf32_Sym)

    /// <inheritdoc/>
    public static ElfSymbol Widen(ElfFile file, ReadOnlySpan<byte> bytes) => new()
    {
        Name = file.UInt32(bytes),
        Value = file.UInt32(bytes[4..]),
        Size = file.UInt32(bytes[8..]),
        Info = bytes[12],
        Other = bytes[13],
        Section = file.UInt16(bytes[14..]),
    };
}
