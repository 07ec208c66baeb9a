using System.Runtime.InteropServices;
using static System.Buffers.Binary.BinaryPrimitives;

namespace Bpf.Objects.Elf;

/// <summary><c>Elf64_Ehdr</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly struct ElfHeader : IElfRecord<ElfHeader>
{
    public const int ClassIndex = 4; // EI_CLASS
    public const int DataIndex = 5; // EI_DATA
    public const byte Class32 = 1; // ELFCLASS32
    public const byte Class64 = 2; // ELFCLASS64
    public const byte LittleEndian = 1; // ELFDATA2LSB
    public const byte BigEndian = 2; // ELFDATA2MSB
    public const ushort ExtendedSegmentCount = 0xFFFF; // PN_XNUM

    private readonly ulong _identification0;
    private readonly ulong _identification1;

    public ushort Type { get; init; }

    public ushort Machine { get; init; }

    public uint Version { get; init; }

    public ulong Entry { get; init; }

    public ulong SegmentTableOffset { get; init; }

    public ulong SectionTableOffset { get; init; }

    public uint Flags { get; init; }

    public ushort HeaderSize { get; init; }

    public ushort SegmentHeaderSize { get; init; }

    public ushort SegmentCount { get; init; }

    public ushort SectionHeaderSize { get; init; }

    public ushort SectionCount { get; init; }

    public ushort SectionNameIndex { get; init; }

    /// <inheritdoc/>
    public static ElfHeader Reverse(in ElfHeader record) => new()
    {
        Type = ReverseEndianness(record.Type),
        Machine = ReverseEndianness(record.Machine),
        Version = ReverseEndianness(record.Version),
        Entry = ReverseEndianness(record.Entry),
        SegmentTableOffset = ReverseEndianness(record.SegmentTableOffset),
        SectionTableOffset = ReverseEndianness(record.SectionTableOffset),
        Flags = ReverseEndianness(record.Flags),
        HeaderSize = ReverseEndianness(record.HeaderSize),
        SegmentHeaderSize = ReverseEndianness(record.SegmentHeaderSize),
        SegmentCount = ReverseEndianness(record.SegmentCount),
        SectionHeaderSize = ReverseEndianness(record.SectionHeaderSize),
        SectionCount = ReverseEndianness(record.SectionCount),
        SectionNameIndex = ReverseEndianness(record.SectionNameIndex),
    };

    /// <inheritdoc/>
    public static int NarrowSize => 52; // sizeof(Elf32_Ehdr)

    /// <inheritdoc/>
    public static ElfHeader Widen(ElfFile file, ReadOnlySpan<byte> bytes) => new()
    {
        Type = file.UInt16(bytes[16..]),
        Machine = file.UInt16(bytes[18..]),
        Version = file.UInt32(bytes[20..]),
        Entry = file.UInt32(bytes[24..]),
        SegmentTableOffset = file.UInt32(bytes[28..]),
        SectionTableOffset = file.UInt32(bytes[32..]),
        Flags = file.UInt32(bytes[36..]),
        HeaderSize = file.UInt16(bytes[40..]),
        SegmentHeaderSize = file.UInt16(bytes[42..]),
        SegmentCount = file.UInt16(bytes[44..]),
        SectionHeaderSize = file.UInt16(bytes[46..]),
        SectionCount = file.UInt16(bytes[48..]),
        SectionNameIndex = file.UInt16(bytes[50..]),
    };
}
