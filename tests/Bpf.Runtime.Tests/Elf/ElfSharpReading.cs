using ELFSharp;
using ELFSharp.ELF;
using ELFSharp.ELF.Sections;

namespace Bpf.Runtime.Tests.Elf;

/// <summary>What ELFSharp reads from a file.</summary>
internal static class ElfSharpReading
{
    public static ElfReading Read(byte[] bytes)
    {
        using IELF file = ELFReader.Load(new MemoryStream(bytes), shouldOwnStream: true);
        return file is ELF<uint> narrow ? Read(narrow) : Read((ELF<ulong>)file);
    }

    private static ElfReading Read<T>(ELF<T> file)
        where T : struct, IFormattable
    {
        List<string> sections = [], symbols = [], segments = [];
        foreach (Section<T> section in file.Sections)
        {
            byte[] contents = section.Type is SectionType.Null or SectionType.NoBits ? [] : section.GetContents();
            sections.Add($"{section.Name} type {(uint)section.Type:x} flags {section.RawFlags:x} at {section.LoadAddress:x}, {section.Offset:x} size {section.Size:x}"
                + $" alignment {section.Alignment} entries {section.EntrySize} {ElfReading.Digest(contents)}");
            if (section is not SymbolTable<T> table)
            {
                continue;
            }

            symbols.AddRange(table.Entries.Select(symbol => $"{symbol.Name} {symbol.Value:x} {symbol.Size} type {(byte)symbol.Type} binding {(byte)symbol.Binding}"
                + $" visibility {(byte)symbol.Visibility} section {symbol.PointedSectionIndex}"));
        }

        segments.AddRange(file.Segments.Select(segment => $"type {(uint)segment.Type:x} flags {(uint)segment.Flags:x} at {segment.Address:x}, {segment.PhysicalAddress:x}, {segment.Offset:x}"
            + $" size {segment.FileSize:x}, {segment.Size:x} alignment {segment.Alignment:x} {ElfReading.Digest(segment.GetFileContents())}"));
        return new ElfReading(
            $"{(file.Class == Class.Bit64 ? 64 : 32)} {(file.Endianess == Endianess.LittleEndian ? "little" : "big")} {(ushort)file.Type} {(ushort)file.Machine}", sections, symbols, segments);
    }
}
