using System.Buffers.Binary;
using System.Text;

namespace Bpf.Compiler.Elf;

/// <summary>Reads the sections of an object that LLVM wrote.</summary>
internal static class ElfReader
{
    private const int SectionOffsetField = 40; // e_shoff
    private const int SectionCountField = 60; // e_shnum
    private const int NameSectionField = 62; // e_shstrndx

    public static ElfSection[] ReadSections(ReadOnlySpan<byte> file)
    {
        int offset = checked((int)BinaryPrimitives.ReadUInt64LittleEndian(file[SectionOffsetField..]));
        int count = BinaryPrimitives.ReadUInt16LittleEndian(file[SectionCountField..]);
        int nameIndex = BinaryPrimitives.ReadUInt16LittleEndian(file[NameSectionField..]);
        ReadOnlySpan<byte> names = Contents(file, file.Slice(offset + (nameIndex * ElfSection.HeaderSize), ElfSection.HeaderSize));
        ElfSection[] sections = new ElfSection[count];
        for (int i = 0; i < count; i++)
        {
            ReadOnlySpan<byte> header = file.Slice(offset + (i * ElfSection.HeaderSize), ElfSection.HeaderSize);
            sections[i] = new ElfSection
            {
                Name = Text(names, BinaryPrimitives.ReadUInt32LittleEndian(header)),
                Type = BinaryPrimitives.ReadUInt32LittleEndian(header[4..]),
                Flags = BinaryPrimitives.ReadUInt64LittleEndian(header[8..]),
                Size = BinaryPrimitives.ReadUInt64LittleEndian(header[32..]),
                Link = BinaryPrimitives.ReadUInt32LittleEndian(header[40..]),
                Info = BinaryPrimitives.ReadUInt32LittleEndian(header[44..]),
                Alignment = BinaryPrimitives.ReadUInt64LittleEndian(header[48..]),
                EntrySize = BinaryPrimitives.ReadUInt64LittleEndian(header[56..]),
                Data = [.. Contents(file, header)],
            };
        }

        return sections;
    }

    public static string Text(ReadOnlySpan<byte> table, uint offset)
    {
        ReadOnlySpan<byte> rest = table[(int)offset..];
        return Encoding.UTF8.GetString(rest[..rest.IndexOf((byte)0)]);
    }

    private static ReadOnlySpan<byte> Contents(ReadOnlySpan<byte> file, ReadOnlySpan<byte> header)
    {
        if (BinaryPrimitives.ReadUInt32LittleEndian(header[4..]) is 0 or ElfSection.NoBits)
        {
            return [];
        }

        int offset = checked((int)BinaryPrimitives.ReadUInt64LittleEndian(header[24..]));
        return file.Slice(offset, checked((int)BinaryPrimitives.ReadUInt64LittleEndian(header[32..])));
    }
}
