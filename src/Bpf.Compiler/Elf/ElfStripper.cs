using System.Buffers.Binary;
using System.Text;
using ELFSharp.ELF.Sections;

namespace Bpf.Compiler.Elf;

/// <summary>Drops DWARF, which is most of what LLVM writes and of no use: the kernel and the loader read BTF.</summary>
internal static class ElfStripper
{
    private const int FileHeaderSize = 64;
    private const int SectionHeaderSize = 64;
    private const int SymbolSize = 24;
    private const int RelocationSize = 16;
    private const ushort ReservedSection = 0xFF00; // SHN_LORESERVE
    private const string RelocationPrefix = ".rel";

    /// <summary>Strips an object.</summary>
    /// <param name="file">The object.</param>
    /// <param name="nameMark">End of type names to cut off.</param>
    public static byte[] Strip(EmittedObject file, string nameMark)
    {
        List<Section<ulong>> kept = [.. file.Sections.Where(section => !IsDebug(section.Name))];
        int[] newIndex = [.. file.Sections.Select(section => kept.IndexOf(section))];
        byte[][] contents = [.. kept.Select(EmittedObject.ContentsOf)];
        int table = kept.IndexOf(file.SymbolTable);
        int text = kept.FindIndex(section => section.Type == SectionType.StringTable);

        StringTableBuilder names = new();
        uint[] nameOffsets = [.. kept.Select(section => names.Add(section.Name))];
        (contents[table], uint[] newSymbol, uint firstGlobal) = StripSymbols(file, contents[table], newIndex, names);
        contents[text] = names.Bytes;
        for (int i = 0; i < kept.Count; i++)
        {
            if (kept[i].Type == SectionType.Relocation)
            {
                Renumber(contents[i], newSymbol);
            }
            else if (kept[i].Name == ".BTF")
            {
                CutNames(contents[i], nameMark);
            }
        }

        List<byte> output = [.. file.Bytes.AsSpan(0, FileHeaderSize)];
        List<byte> headers = [];
        for (int i = 0; i < kept.Count; i++)
        {
            Align(output, (int)Math.Max(kept[i].Alignment, 1));
            // A symbol table refers to its strings and its first global symbol, a section of relocations to the symbols and the section they are for.
            (int link, uint info) = kept[i].Type switch
            {
                SectionType.SymbolTable => (text, firstGlobal),
                SectionType.Relocation => (table, (uint)kept.IndexOf(kept.Single(section => section.Name == kept[i].Name[RelocationPrefix.Length..]))),
                _ => (0, 0u),
            };
            headers.AddRange(Header(kept[i], nameOffsets[i], i == 0 ? 0 : output.Count, contents[i].Length, link, info));
            output.AddRange(contents[i]);
        }

        Align(output, 8);
        int headersOffset = output.Count;
        output.AddRange(headers);
        byte[] result = [.. output];
        BinaryPrimitives.WriteUInt64LittleEndian(result.AsSpan(40), (ulong)headersOffset); // e_shoff
        BinaryPrimitives.WriteUInt16LittleEndian(result.AsSpan(60), (ushort)kept.Count); // e_shnum
        BinaryPrimitives.WriteUInt16LittleEndian(result.AsSpan(62), (ushort)text); // e_shstrndx
        return result;
    }

    private static bool IsDebug(string section) => section.StartsWith(".debug_", StringComparison.Ordinal)
        || section.StartsWith(".rel.debug_", StringComparison.Ordinal) || section is ".llvm_addrsig" or ".note.GNU-stack";

    private static void CutNames(Span<byte> types, string mark)
    {
        byte[] pattern = Encoding.ASCII.GetBytes(mark);
        for (int found; (found = types.IndexOf(pattern)) >= 0; types = types[pattern.Length..])
        {
            types = types[found..];
            types[..pattern.Length].Clear();
        }
    }

    private static (byte[] Symbols, uint[] NewIndex, uint FirstGlobal) StripSymbols(EmittedObject file, byte[] table, int[] newSection,
        StringTableBuilder names)
    {
        SymbolEntry<ulong>[] entries = [.. file.SymbolTable.Entries];
        uint[] newIndex = new uint[entries.Length];
        List<byte> symbols = [];
        uint firstGlobal = 0;
        for (int i = 0; i < entries.Length; i++)
        {
            ushort section = entries[i].PointedSectionIndex;
            if (section < ReservedSection && newSection[section] < 0)
            {
                continue;
            }

            newIndex[i] = (uint)(symbols.Count / SymbolSize);
            firstGlobal += entries[i].Binding == SymbolBinding.Local ? 1U : 0;
            Span<byte> symbol = table.AsSpan(i * SymbolSize, SymbolSize);
            BinaryPrimitives.WriteUInt32LittleEndian(symbol, names.Add(entries[i].Name));
            if (section < ReservedSection)
            {
                BinaryPrimitives.WriteUInt16LittleEndian(symbol[6..], (ushort)newSection[section]);
            }

            symbols.AddRange(symbol);
        }

        return ([.. symbols], newIndex, firstGlobal);
    }

    private static void Renumber(byte[] relocations, uint[] newSymbol)
    {
        for (int offset = 0; offset < relocations.Length; offset += RelocationSize)
        {
            Span<byte> symbol = relocations.AsSpan(offset + 12, sizeof(uint));
            BinaryPrimitives.WriteUInt32LittleEndian(symbol, newSymbol[BinaryPrimitives.ReadUInt32LittleEndian(symbol)]);
        }
    }

    private static byte[] Header(Section<ulong> section, uint name, int offset, int length, int link, uint info)
    {
        byte[] header = new byte[SectionHeaderSize];
        BinaryPrimitives.WriteUInt32LittleEndian(header, name);
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(4), (uint)section.Type);
        BinaryPrimitives.WriteUInt64LittleEndian(header.AsSpan(8), section.RawFlags);
        BinaryPrimitives.WriteUInt64LittleEndian(header.AsSpan(24), (ulong)offset);
        BinaryPrimitives.WriteUInt64LittleEndian(header.AsSpan(32), section.Type == SectionType.NoBits ? section.Size : (ulong)length);
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(40), (uint)link);
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(44), info);
        BinaryPrimitives.WriteUInt64LittleEndian(header.AsSpan(48), section.Alignment);
        BinaryPrimitives.WriteUInt64LittleEndian(header.AsSpan(56), section.EntrySize);
        return header;
    }

    private static void Align(List<byte> output, int alignment)
    {
        while (output.Count % alignment != 0)
        {
            output.Add(0);
        }
    }
}
