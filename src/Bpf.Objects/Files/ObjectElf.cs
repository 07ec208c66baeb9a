using Bpf.Objects.Elf;
using Bpf.Runtime;

namespace Bpf.Objects.Files;

/// <summary>An ELF file validated as a BPF object, with its sections and symbols.</summary>
internal sealed unsafe class ObjectElf
{
    public const ushort BpfMachine = 247; // EM_BPF
    private const ushort RelocatableType = 1; // ET_REL
    private readonly ReadOnlyMemory<byte> _strings;
    private readonly ElfSection _symbolTable;
    private readonly ElfSymbol[]? _symbols;

    /// <exception cref="BpfObjectFormatException">The bytes are not a BPF object.</exception>
    public ObjectElf(ReadOnlyMemory<byte> file, string subject)
    {
        File = new ElfFile(file, subject);
        if (!File.Is64Bit)
        {
            throw Defect("It is a 32-bit ELF file; BPF objects are 64-bit.");
        }

        if (File.Type != RelocatableType)
        {
            throw Defect($"It is an ELF file of type {File.Type}; BPF objects are relocatable files (type 1).");
        }

        if (File.Machine is not (BpfMachine or 0))
        {
            throw Defect($"It is for machine {File.Machine}, not for BPF (247).");
        }

        ReadOnlySpan<ElfSection> headers = File.Sections;
        if (headers.IsEmpty || File.SectionNames.IsEmpty)
        {
            throw Defect("It has no usable section table.");
        }

        RequireEnd(File.SectionNames);
        Sections = new ObjectSection[headers.Length];
        for (int i = 0; i < headers.Length; i++)
        {
            Sections[i] = new ObjectSection(this, i, headers[i]);
        }

        _symbolTable = headers[FindSymbolTable()];
        _strings = Sections[(int)_symbolTable.Link].Contents;
        RequireEnd(_strings.Span);
        if (File.IsLittleEndian != BitConverter.IsLittleEndian)
        {
            _symbols = File.SymbolsOf(_symbolTable).ToArray();
        }
    }

    public ElfFile File { get; }

    public ObjectSection[] Sections { get; }

    public ObjectSymbols Symbols => new(this, _symbols ?? File.SymbolsOf(_symbolTable));

    /// <summary>The global symbols that the object defines, by name.</summary>
    public GlobalSymbols Globals => field ??= new GlobalSymbols(this);

    public ObjectSection? Find(ReadOnlySpan<byte> name)
    {
        foreach (ObjectSection section in Sections)
        {
            if (section.Utf8Name.SequenceEqual(name))
            {
                return section;
            }
        }

        return null;
    }

    /// <summary>Returns the name of a symbol; for a section symbol, the name of the section.</summary>
    public ReadOnlySpan<byte> NameOf(ElfSymbol symbol)
        => symbol.Type == ElfSymbol.SectionName && symbol.Section < Sections.Length ? Sections[symbol.Section].Utf8Name : TextAt(_strings.Span, symbol.Name);

    /// <summary>Returns a NUL-terminated string of a table.</summary>
    /// <exception cref="BpfObjectFormatException">The offset is outside the table.</exception>
    public ReadOnlySpan<byte> TextAt(ReadOnlySpan<byte> strings, uint offset)
    {
        if (offset >= (uint)strings.Length)
        {
            return offset == 0 ? default : throw Defect($"A name lies outside the string table (offset {offset}).");
        }

        ReadOnlySpan<byte> rest = strings[(int)offset..];
        return rest[..rest.IndexOf((byte)0)];
    }

    public BpfObjectFormatException Defect(string text) => File.Defect(text);

    private int FindSymbolTable()
    {
        int found = -1;
        foreach (ObjectSection section in Sections)
        {
            if (section.Type != ElfSection.SymbolTable)
            {
                continue;
            }

            if (found >= 0)
            {
                throw Defect("It has two symbol tables.");
            }

            found = section.Index;
        }

        if (found < 0)
        {
            throw Defect("It has no symbol table; it may have been stripped.");
        }

        ObjectSection table = Sections[found];
        return table.Link < (uint)Sections.Length && table.Contents.Length % sizeof(ElfSymbol) == 0
            ? found
            : throw Defect("Its symbol table is damaged.");
    }

    private void RequireEnd(ReadOnlySpan<byte> strings)
    {
        if (strings is [.., not 0])
        {
            throw Defect("A name in the string table is not terminated.");
        }
    }
}
