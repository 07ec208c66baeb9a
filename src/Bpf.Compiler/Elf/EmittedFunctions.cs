using System.Buffers.Binary;

namespace Bpf.Compiler.Elf;

/// <summary>Reads the functions of an object that LLVM wrote, with their lines (.BTF.ext, include/uapi/linux/btf.h).</summary>
internal static class EmittedFunctions
{
    private const int SymbolSize = 24;
    private const int FunctionSymbol = 2; // STT_FUNC
    private const int InstructionSize = 8;
    private const int ColumnBits = 10; // BPF_LINE_INFO_LINE_NUM

    public static List<EmittedFunction> Read(ReadOnlySpan<byte> file)
    {
        ElfSection[] sections = ElfReader.ReadSections(file);
        Dictionary<string, List<(int Offset, SourceLocation Location)>> lines = Lines(sections);
        ElfSection table = sections.Single(section => section.Type == ElfSection.SymbolTable);
        byte[] names = sections[table.Link].Data;
        List<EmittedFunction> functions = [];
        for (int at = 0; at < table.Data.Length; at += SymbolSize)
        {
            ReadOnlySpan<byte> symbol = table.Data.AsSpan(at, SymbolSize);
            int index = BinaryPrimitives.ReadUInt16LittleEndian(symbol[6..]);
            if ((symbol[4] & 0xF) != FunctionSymbol || index == 0 || index >= sections.Length)
            {
                continue;
            }

            int start = (int)BinaryPrimitives.ReadUInt64LittleEndian(symbol[8..]);
            int size = (int)BinaryPrimitives.ReadUInt64LittleEndian(symbol[16..]);
            functions.Add(new EmittedFunction(
                ElfReader.Text(names, BinaryPrimitives.ReadUInt32LittleEndian(symbol)),
                sections[index].Data[start..(start + size)],
                [.. lines.GetValueOrDefault(sections[index].Name, []).Where(line => line.Offset >= start && line.Offset < start + size)
                    .Select(line => ((line.Offset - start) / InstructionSize, line.Location))]));
        }

        return functions;
    }

    // A header, then for each section its name, the number of records, and the records.
    private static Dictionary<string, List<(int Offset, SourceLocation Location)>> Lines(ElfSection[] sections)
    {
        Dictionary<string, List<(int, SourceLocation)>> lines = [];
        if (sections.FirstOrDefault(section => section.Name == ".BTF.ext") is not { } extension
            || sections.FirstOrDefault(section => section.Name == ".BTF") is not { } types)
        {
            return lines;
        }

        ReadOnlySpan<byte> names = types.Data.AsSpan(Number(types.Data, 4) + Number(types.Data, 16)); // hdr_len, str_off
        // line_info_off, line_info_len
        ReadOnlySpan<byte> rest = extension.Data.AsSpan(Number(extension.Data, 4) + Number(extension.Data, 16), Number(extension.Data, 20));
        if (rest.Length < sizeof(uint))
        {
            return lines;
        }

        int size = Number(rest, 0);
        rest = rest[sizeof(uint)..];
        while (rest.Length > 0)
        {
            List<(int, SourceLocation)> places = [];
            lines[ElfReader.Text(names, (uint)Number(rest, 0))] = places;
            int count = Number(rest, 4);
            rest = rest[8..];
            for (int i = 0; i < count; i++, rest = rest[size..])
            {
                uint place = (uint)Number(rest, 12);
                string path = ElfReader.Text(names, (uint)Number(rest, 4));
                places.Add((Number(rest, 0), new SourceLocation(path, (int)(place >> ColumnBits), (int)(place & ((1 << ColumnBits) - 1)))));
            }
        }

        return lines;
    }

    private static int Number(ReadOnlySpan<byte> data, int offset) => BinaryPrimitives.ReadInt32LittleEndian(data[offset..]);
}
