using System.Text;
using Bpf.Objects.Elf;

namespace Bpf.Runtime.Tests.Elf;

/// <summary>What <see cref="ElfFile"/> says of a file.</summary>
internal static class OwnReading
{
    public static ElfReading Read(byte[] bytes)
    {
        ElfFile file = new(bytes, "file");
        List<string> sections = [], symbols = [], segments = [];
        foreach (ref readonly ElfSection section in file.Sections)
        {
            sections.Add($"{file.NameOf(section)} type {section.Type:x} flags {section.Flags:x} at {section.Address:x}, {section.Offset:x} size {section.Size:x}"
                + $" alignment {section.Alignment} entries {section.EntrySize} {ElfReading.Digest(file.ContentsOf(section))}");
            if (section.Type is not (ElfSection.SymbolTable or ElfSection.DynamicSymbols))
            {
                continue;
            }

            ReadOnlySpan<byte> names = file.StringsOf(section);
            foreach (ref readonly ElfSymbol symbol in file.SymbolsOf(section))
            {
                symbols.Add($"{Encoding.UTF8.GetString(ElfText.At(names, symbol.Name))} {symbol.Value:x} {symbol.Size} type {symbol.Type} binding {symbol.Binding}"
                    + $" visibility {symbol.Visibility} section {symbol.Section}");
            }
        }

        foreach (ref readonly ElfSegment segment in file.Segments)
        {
            segments.Add($"type {segment.Type:x} flags {segment.Flags:x} at {segment.VirtualAddress:x}, {segment.PhysicalAddress:x}, {segment.Offset:x}"
                + $" size {segment.FileSize:x}, {segment.MemorySize:x} alignment {segment.Alignment:x} {ElfReading.Digest(file.MemoryOf(segment).Span)}");
        }

        return new ElfReading($"{(file.Is64Bit ? 64 : 32)} {(file.IsLittleEndian ? "little" : "big")} {file.Type} {file.Machine}", sections, symbols, segments);
    }
}
