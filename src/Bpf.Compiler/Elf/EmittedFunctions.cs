using System.Buffers.Binary;
using System.Text;
using ELFSharp.ELF.Sections;

namespace Bpf.Compiler.Elf;

/// <summary>Reads the functions of an object that LLVM wrote, with their lines (.BTF.ext, include/uapi/linux/btf.h).</summary>
internal static class EmittedFunctions
{
    private const int InstructionSize = 8;
    private const int ColumnBits = 10; // BPF_LINE_INFO_LINE_NUM

    public static List<EmittedFunction> Read(EmittedObject file)
    {
        Dictionary<string, List<(int Offset, SourceLocation Location)>> lines = Lines(file);
        Dictionary<int, byte[]> contents = [];
        List<EmittedFunction> functions = [];
        foreach (SymbolEntry<ulong> symbol in file.SymbolTable.Entries)
        {
            int index = symbol.PointedSectionIndex;
            if (symbol.Type != SymbolType.Function || index == 0 || index >= file.Sections.Count)
            {
                continue;
            }

            Section<ulong> section = file.Sections[index];
            if (!contents.TryGetValue(index, out byte[]? code))
            {
                contents.Add(index, code = EmittedObject.ContentsOf(section));
            }

            (int start, int end) = ((int)symbol.Value, (int)(symbol.Value + symbol.Size));
            functions.Add(new EmittedFunction(
                symbol.Name,
                code[start..end],
                [.. lines.GetValueOrDefault(section.Name, []).Where(line => line.Offset >= start && line.Offset < end)
                    .Select(line => ((line.Offset - start) / InstructionSize, line.Location))]));
        }

        return functions;
    }

    // A header, then for each section its name, the number of records, and the records.
    private static Dictionary<string, List<(int Offset, SourceLocation Location)>> Lines(EmittedObject file)
    {
        Dictionary<string, List<(int, SourceLocation)>> lines = [];
        if (file.FindContents(".BTF.ext") is not { } extension || file.FindContents(".BTF") is not { } types)
        {
            return lines;
        }

        ReadOnlySpan<byte> names = types.AsSpan(Number(types, 4) + Number(types, 16)); // hdr_len, str_off
        // line_info_off, line_info_len
        ReadOnlySpan<byte> rest = extension.AsSpan(Number(extension, 4) + Number(extension, 16), Number(extension, 20));
        if (rest.Length < sizeof(uint))
        {
            return lines;
        }

        int size = Number(rest, 0);
        rest = rest[sizeof(uint)..];
        while (rest.Length > 0)
        {
            List<(int, SourceLocation)> places = [];
            lines[Text(names, Number(rest, 0))] = places;
            int count = Number(rest, 4);
            rest = rest[8..];
            for (int i = 0; i < count; i++, rest = rest[size..])
            {
                uint place = (uint)Number(rest, 12);
                string path = Text(names, Number(rest, 4));
                places.Add((Number(rest, 0), new SourceLocation(path, (int)(place >> ColumnBits), (int)(place & ((1 << ColumnBits) - 1)))));
            }
        }

        return lines;
    }

    private static string Text(ReadOnlySpan<byte> table, int offset)
    {
        ReadOnlySpan<byte> rest = table[offset..];
        return Encoding.UTF8.GetString(rest[..rest.IndexOf((byte)0)]);
    }

    private static int Number(ReadOnlySpan<byte> data, int offset) => BinaryPrimitives.ReadInt32LittleEndian(data[offset..]);
}
