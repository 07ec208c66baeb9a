using System.Buffers.Binary;
using System.Text;

namespace Bpf.Runtime.Objects;

/// <summary>Sections and symbols of a BPF object file.</summary>
internal sealed class ObjectElf
{
    private const int HeaderSize = 64; // sizeof(Elf64_Ehdr)
    private const int SectionHeaderSize = 64; // sizeof(Elf64_Shdr)
    private const int SymbolSize = 24; // sizeof(Elf64_Sym)
    private const ushort RelocatableType = 1; // ET_REL
    private const ushort BpfMachine = 247; // EM_BPF
    private readonly ReadOnlyMemory<byte> _file;
    private readonly string _subject;

    /// <exception cref="BpfObjectFormatException">The bytes are no BPF object.</exception>
    public ObjectElf(ReadOnlyMemory<byte> file, string subject)
    {
        _file = file;
        _subject = subject;
        ReadOnlySpan<byte> header = file.Span;
        if (header.Length < 16 || !header.StartsWith("\u007FELF"u8))
            throw Defect("It is not an ELF file.");
        if (header[4] != 2)
            throw Defect("It is a 32-bit ELF file; BPF objects are 64-bit.");
        if (header[5] is not (1 or 2))
            throw Defect($"It has the unknown byte order {header[5]}.");

        IsLittleEndian = header[5] == 1;
        if (header.Length < HeaderSize)
            throw Defect("The ELF header is cut off.");
        if (Half(header, 16) != RelocatableType)
            throw Defect($"It is an ELF file of type {Half(header, 16)}; BPF objects are relocatable files (type 1).");
        if (Half(header, 18) is not (BpfMachine or 0))
            throw Defect($"It is for machine {Half(header, 18)}, not for BPF (247).");

        Sections = ReadSections(header);
        Symbols = ReadSymbols();
    }

    public bool IsLittleEndian { get; }

    public ObjectSection[] Sections { get; }

    public ObjectSymbol[] Symbols { get; }

    public ObjectSection? Find(string name)
    {
        foreach (ObjectSection section in Sections)
        {
            if (section.Name == name)
                return section;
        }

        return null;
    }

    public BpfObjectFormatException Defect(string text) => new(_subject, text);

    private ObjectSection[] ReadSections(ReadOnlySpan<byte> file)
    {
        ulong offset = Long(file, 40);
        int count = Half(file, 60);
        int names = Half(file, 62);
        if (count == 0 || names >= count || Half(file, 58) != SectionHeaderSize)
            throw Defect("It has no usable section table.");
        if (offset > (ulong)file.Length || (ulong)file.Length - offset < (ulong)count * SectionHeaderSize)
            throw Defect("The section table is cut off.");

        ReadOnlySpan<byte> table = file.Slice((int)offset, count * SectionHeaderSize);
        ReadOnlySpan<byte> strings = Contents(table, names).Span;
        ObjectSection[] sections = new ObjectSection[count];
        for (int i = 0; i < count; i++)
        {
            ReadOnlySpan<byte> entry = table.Slice(i * SectionHeaderSize, SectionHeaderSize);
            sections[i] = new ObjectSection(
                i, Text(strings, Word(entry, 0)), Word(entry, 4), Long(entry, 8), Long(entry, 32), Word(entry, 40), Word(entry, 44), Long(entry, 56),
                Contents(table, i));
        }

        return sections;
    }

    private ReadOnlyMemory<byte> Contents(ReadOnlySpan<byte> table, int index)
    {
        ReadOnlySpan<byte> entry = table.Slice(index * SectionHeaderSize, SectionHeaderSize);
        if (Word(entry, 4) is ObjectSection.NoBits or 0)
            return default;

        ulong offset = Long(entry, 24);
        ulong size = Long(entry, 32);
        if (offset > (ulong)_file.Length || (ulong)_file.Length - offset < size)
            throw Defect($"Section {index} lies outside the file.");

        return _file.Slice((int)offset, (int)size);
    }

    private ObjectSymbol[] ReadSymbols()
    {
        ObjectSection? table = null;
        foreach (ObjectSection section in Sections)
        {
            if (section.Type != ObjectSection.SymbolTable)
                continue;
            if (table is not null)
                throw Defect("It has two symbol tables.");

            table = section;
        }

        if (table is null)
            throw Defect("It has no symbol table; it may have been stripped.");
        if (table.Link >= (uint)Sections.Length || table.Contents.Length % SymbolSize != 0)
            throw Defect("Its symbol table is damaged.");

        ReadOnlySpan<byte> strings = Sections[table.Link].Contents.Span;
        ReadOnlySpan<byte> bytes = table.Contents.Span;
        ObjectSymbol[] symbols = new ObjectSymbol[bytes.Length / SymbolSize];
        for (int i = 0; i < symbols.Length; i++)
        {
            ReadOnlySpan<byte> entry = bytes.Slice(i * SymbolSize, SymbolSize);
            byte type = (byte)(entry[4] & 0xF);
            ushort section = Half(entry, 6);
            string name = type == ObjectSymbol.Section && section < Sections.Length ? Sections[section].Name : Text(strings, Word(entry, 0));
            symbols[i] = new ObjectSymbol(name, type, (byte)(entry[4] >> 4), (byte)(entry[5] & 3), section, Long(entry, 8), Long(entry, 16));
        }

        return symbols;
    }

    private string Text(ReadOnlySpan<byte> strings, uint offset)
    {
        if (offset >= (uint)strings.Length)
            return offset == 0 ? "" : throw Defect($"A name lies outside the string table (offset {offset}).");

        ReadOnlySpan<byte> rest = strings[(int)offset..];
        int end = rest.IndexOf((byte)0);
        return end < 0 ? throw Defect("A name in the string table does not end.") : Encoding.UTF8.GetString(rest[..end]);
    }

    private ushort Half(ReadOnlySpan<byte> bytes, int offset)
        => IsLittleEndian ? BinaryPrimitives.ReadUInt16LittleEndian(bytes[offset..]) : BinaryPrimitives.ReadUInt16BigEndian(bytes[offset..]);

    private uint Word(ReadOnlySpan<byte> bytes, int offset)
        => IsLittleEndian ? BinaryPrimitives.ReadUInt32LittleEndian(bytes[offset..]) : BinaryPrimitives.ReadUInt32BigEndian(bytes[offset..]);

    private ulong Long(ReadOnlySpan<byte> bytes, int offset)
        => IsLittleEndian ? BinaryPrimitives.ReadUInt64LittleEndian(bytes[offset..]) : BinaryPrimitives.ReadUInt64BigEndian(bytes[offset..]);
}
