using System.Buffers.Binary;

namespace Bpf.Compiler.Elf;

/// <summary>Drops DWARF, which is most of what LLVM writes and of no use: the kernel and the loader read BTF.</summary>
internal static class ElfStripper
{
    private const int FileHeaderSize = 64;
    private const int SymbolSize = 24;
    private const int RelocationSize = 16;
    private const ushort ReservedSection = 0xFF00; // SHN_LORESERVE

    /// <summary>Strips an object.</summary>
    /// <param name="file">The object.</param>
    /// <param name="nameMark">End of type names to cut off.</param>
    public static byte[] Strip(ReadOnlySpan<byte> file, string nameMark)
    {
        ElfSection[] sections = ElfReader.ReadSections(file);
        int[] newIndex = new int[sections.Length];
        List<ElfSection> kept = [];
        for (int i = 0; i < sections.Length; i++)
        {
            newIndex[i] = sections[i].IsDebug ? -1 : kept.Count;
            if (newIndex[i] >= 0)
            {
                kept.Add(sections[i]);
            }
        }

        CutNames(kept, nameMark);
        StringTableBuilder names = new();
        uint[] nameOffsets = [.. kept.Select(section => names.Add(section.Name))];
        uint firstGlobal = StripSymbols(sections, kept, newIndex, names);
        ElfSection table = kept.Single(section => section.Type == ElfSection.StringTable);
        table.Data = names.Bytes;
        return Write(file, kept, nameOffsets, newIndex, kept.IndexOf(table), firstGlobal);
    }

    private static void CutNames(List<ElfSection> sections, string mark)
    {
        byte[] pattern = System.Text.Encoding.ASCII.GetBytes(mark);
        foreach (ElfSection section in sections.Where(section => section.Name == ".BTF"))
        {
            Span<byte> rest = section.Data;
            for (int found; (found = rest.IndexOf(pattern)) >= 0; rest = rest[pattern.Length..])
            {
                rest = rest[found..];
                rest[..pattern.Length].Clear();
            }
        }
    }

    private static uint StripSymbols(ElfSection[] sections, List<ElfSection> kept, int[] newIndex, StringTableBuilder names)
    {
        ElfSection table = kept.Single(section => section.Type == ElfSection.SymbolTable);
        byte[] oldNames = sections[table.Link].Data;
        int count = table.Data.Length / SymbolSize;
        uint[] newSymbol = new uint[count];
        List<byte> symbols = [];
        uint firstGlobal = 0;
        for (int i = 0; i < count; i++)
        {
            Span<byte> symbol = table.Data.AsSpan(i * SymbolSize, SymbolSize);
            ushort section = BinaryPrimitives.ReadUInt16LittleEndian(symbol[6..]);
            if (section < ReservedSection && newIndex[section] < 0)
            {
                continue;
            }

            newSymbol[i] = (uint)(symbols.Count / SymbolSize);
            firstGlobal += i < table.Info ? 1U : 0;
            string name = ElfReader.Text(oldNames, BinaryPrimitives.ReadUInt32LittleEndian(symbol));
            BinaryPrimitives.WriteUInt32LittleEndian(symbol, names.Add(name));
            if (section < ReservedSection)
            {
                BinaryPrimitives.WriteUInt16LittleEndian(symbol[6..], (ushort)newIndex[section]);
            }

            symbols.AddRange(symbol);
        }

        table.Data = [.. symbols];
        foreach (ElfSection section in kept.Where(section => section.Type == ElfSection.Relocations))
        {
            for (int offset = 0; offset < section.Data.Length; offset += RelocationSize)
            {
                Span<byte> symbol = section.Data.AsSpan(offset + 12, 4);
                BinaryPrimitives.WriteUInt32LittleEndian(symbol, newSymbol[BinaryPrimitives.ReadUInt32LittleEndian(symbol)]);
            }
        }

        return firstGlobal;
    }

    private static byte[] Write(ReadOnlySpan<byte> file, List<ElfSection> sections, uint[] nameOffsets, int[] newIndex, int nameSection,
        uint firstGlobal)
    {
        List<byte> output = [.. file[..FileHeaderSize]];
        List<byte> headers = [];
        Span<byte> header = stackalloc byte[ElfSection.HeaderSize];
        for (int i = 0; i < sections.Count; i++)
        {
            ElfSection section = sections[i];
            Align(output, (int)Math.Max(section.Alignment, 1));
            bool hasSectionInInfo = section.Type == ElfSection.Relocations;
            uint info = section.Type == ElfSection.SymbolTable ? firstGlobal : hasSectionInInfo ? (uint)newIndex[section.Info] : section.Info;
            header.Clear();
            BinaryPrimitives.WriteUInt32LittleEndian(header, nameOffsets[i]);
            BinaryPrimitives.WriteUInt32LittleEndian(header[4..], section.Type);
            BinaryPrimitives.WriteUInt64LittleEndian(header[8..], section.Flags);
            BinaryPrimitives.WriteUInt64LittleEndian(header[24..], i == 0 ? 0 : (ulong)output.Count);
            BinaryPrimitives.WriteUInt64LittleEndian(header[32..], section.Type == ElfSection.NoBits ? section.Size : (ulong)section.Data.Length);
            BinaryPrimitives.WriteUInt32LittleEndian(header[40..], (uint)newIndex[section.Link]);
            BinaryPrimitives.WriteUInt32LittleEndian(header[44..], info);
            BinaryPrimitives.WriteUInt64LittleEndian(header[48..], section.Alignment);
            BinaryPrimitives.WriteUInt64LittleEndian(header[56..], section.EntrySize);
            headers.AddRange(header);
            output.AddRange(section.Data);
        }

        Align(output, 8);
        int headersOffset = output.Count;
        output.AddRange(headers);
        byte[] result = [.. output];
        BinaryPrimitives.WriteUInt64LittleEndian(result.AsSpan(40), (ulong)headersOffset); // e_shoff
        BinaryPrimitives.WriteUInt16LittleEndian(result.AsSpan(60), (ushort)sections.Count); // e_shnum
        BinaryPrimitives.WriteUInt16LittleEndian(result.AsSpan(62), (ushort)nameSection); // e_shstrndx
        return result;
    }

    private static void Align(List<byte> output, int alignment)
    {
        while (output.Count % alignment != 0)
        {
            output.Add(0);
        }
    }
}
