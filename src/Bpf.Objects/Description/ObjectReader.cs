using System.Runtime.InteropServices;
using System.Text;
using Bpf.Objects.Btf;
using Bpf.Objects.Elf;
using Bpf.Objects.Externs;
using Bpf.Objects.Files;
using Bpf.Objects.Maps;
using Bpf.Runtime;
using Bpf.Shared;

namespace Bpf.Objects.Description;

/// <summary>Reads the parts of an object file.</summary>
internal sealed class ObjectReader
{
    private const int MaximumLicenseLength = 63;
    private readonly string _name;
    private readonly ObjectElf _elf;
    private readonly ObjectReadOptions _options;

    private ObjectReader(string name, ObjectElf elf, ObjectReadOptions options)
    {
        _name = name;
        _elf = elf;
        _options = options;
    }

    /// <exception cref="BpfObjectFormatException">The bytes are not a BPF object, or the object is damaged.</exception>
    /// <exception cref="BpfUnsupportedException">The object uses something the dialect does not support.</exception>
    public static ObjectFile Read(ReadOnlyMemory<byte> bytes, string name, ObjectReadOptions options)
        => new ObjectReader(name, new ObjectElf(bytes, name), options).Read();

    private ObjectFile Read()
    {
        BtfTypeTable? btf = ReadBtf();
        if (btf is not null)
        {
            BtfSectionFixup.Apply(btf, _elf);
        }

        List<ExternSymbol> externs = ExternReader.Read(_elf, btf, out BtfTypeTable? types);
        return new ObjectFile
        {
            Name = _name,
            Elf = _elf,
            License = ReadLicense(),
            KernelVersion = ReadVersion(),
            Btf = types,
            Extension = ReadExtension(btf),
            Code = ReadCode(),
            Functions = ReadFunctions(),
            Externs = externs,
            Probes = ReadProbes(),
            CheckedReads = [.. TextOf(CheckedReads.SectionName).Split('\0', StringSplitOptions.RemoveEmptyEntries)],
            Maps = ReadMaps(btf),
        };
    }

    private List<MapDefinition> ReadMaps(BtfTypeTable? btf)
    {
        List<MapDefinition> maps = new MapDefinitionReader(_elf, btf, _name, _options).Read();
        StructOpsReader.Read(_elf, btf, maps);
        return maps;
    }

    private string ReadLicense()
    {
        ReadOnlySpan<byte> text = _elf.Find("license"u8) is { } section ? section.Contents.Span : default;
        int end = text.IndexOf((byte)0);
        text = end < 0 ? text : text[..end];
        return Encoding.UTF8.GetString(text.Length > MaximumLicenseLength ? text[..MaximumLicenseLength] : text);
    }

    private List<AttachRecord> ReadProbes()
    {
        List<AttachRecord> probes = [];
        foreach (string record in TextOf(AttachRecord.SectionName).Split('\0', StringSplitOptions.RemoveEmptyEntries))
        {
            if (!AttachRecord.TryParse(record, out AttachRecord probe))
            {
                throw _elf.Defect($"Section '{AttachRecord.SectionName}' has the record '{record}', which does not consist of a program, target, "
                    + "cookie and process id.");
            }

            probes.Add(probe);
        }

        return probes;
    }

    private string TextOf(string sectionName)
        => _elf.Find(Encoding.UTF8.GetBytes(sectionName)) is { } section ? Encoding.UTF8.GetString(section.Contents.Span) : "";

    private uint ReadVersion()
    {
        if (_elf.Find("version"u8) is not { } section)
        {
            return 0;
        }

        if (section.Contents.Length != sizeof(uint))
        {
            throw _elf.Defect($"Section 'version' is {section.Contents.Length} bytes long instead of 4.");
        }

        return _elf.File.UInt32(section.Contents.Span);
    }

    private BtfTypeTable? ReadBtf()
    {
        if (_elf.Find(".BTF"u8) is not { } section)
        {
            return null;
        }

        if (section.Type != ElfSection.ProgramBits)
        {
            throw _elf.Defect($"Section '.BTF' has type {section.Type} instead of PROGBITS.");
        }

        BtfMemory memory = BtfMemory.Copy(section.Contents.Span);
        if (BtfByteOrder.IsReversed(memory.Span))
        {
            BtfByteOrder.ReverseTypes(memory.Span);
        }

        return new BtfTypeTable(memory, _name);
    }

    private BtfExtension? ReadExtension(BtfTypeTable? btf)
    {
        if (btf is null || _elf.Find(".BTF.ext"u8) is not { } section)
        {
            return null;
        }

        ReadOnlyMemory<byte> contents = section.Contents;
        if (BtfByteOrder.IsReversed(contents.Span))
        {
            byte[] reversed = contents.ToArray();
            BtfByteOrder.ReverseExtension(reversed);
            contents = reversed;
        }

        return BtfExtension.Parse(contents, btf, _name);
    }

    private FunctionCode[] ReadFunctions()
    {
        List<FunctionCode> functions = [];
        foreach (ObjectSymbol symbol in _elf.Symbols)
        {
            if (symbol.Type != ElfSymbol.Function || symbol.SectionIndex >= _elf.Sections.Length)
            {
                continue;
            }

            ObjectSection section = _elf.Sections[symbol.SectionIndex];
            if (!section.IsExecutable)
            {
                continue;
            }

            if (symbol.Value % 8 != 0 || symbol.Size % 8 != 0 || symbol.Size == 0 || symbol.Value > section.Size || section.Size - symbol.Value < symbol.Size)
            {
                throw _elf.Defect($"Function '{symbol.Name}' lies outside section '{section.Name}' or is not a whole number of instructions long.");
            }

            if (symbol.Binding == ElfSymbol.Local && !section.Utf8Name.SequenceEqual(CodeSection.Utf8SubprogramSection)
                && _options.Dialect == BpfDialect.Libbpf)
            {
                throw new BpfUnsupportedException(
                    "load static function", symbol.Name,
                    $"It is in section '{section.Name}', but programs must be global functions. Remove 'static', or set BpfObjectOptions.Dialect to Cilium.");
            }

            functions.Add(new FunctionCode(symbol.Name, symbol.SectionIndex, (int)(symbol.Value / 8), (int)(symbol.Size / 8)));
        }

        functions.Sort(static (a, b) => a.SectionIndex != b.SectionIndex ? a.SectionIndex.CompareTo(b.SectionIndex) : a.Start.CompareTo(b.Start));
        return [.. functions];
    }

    private CodeSection?[] ReadCode()
    {
        CodeSection?[] code = new CodeSection?[_elf.Sections.Length];
        CodeRelocation[]?[] relocations = ReadRelocations();
        foreach (ObjectSection section in _elf.Sections)
        {
            if (!section.IsExecutable)
            {
                continue;
            }

            if (section.Size % 8 != 0)
            {
                throw _elf.Defect($"Section '{section.Name}' is not a whole number of instructions long.");
            }

            code[section.Index] = new CodeSection(section, ReadInstructions(section), relocations[section.Index] ?? []);
        }

        return code;
    }

    private BpfInstruction[] ReadInstructions(ObjectSection section)
    {
        BpfInstruction[] instructions = MemoryMarshal.Cast<byte, BpfInstruction>(section.Contents.Span).ToArray();
        if (_elf.File.IsLittleEndian != BitConverter.IsLittleEndian)
        {
            foreach (ref BpfInstruction instruction in instructions.AsSpan())
            {
                instruction = instruction.Reverse();
            }
        }

        return instructions;
    }

    private CodeRelocation[]?[] ReadRelocations()
    {
        CodeRelocation[]?[] result = new CodeRelocation[]?[_elf.Sections.Length];
        foreach (ObjectSection section in _elf.Sections)
        {
            if (section.Type != ElfSection.Relocations)
            {
                continue;
            }

            if (section.Info >= (uint)_elf.Sections.Length)
            {
                throw _elf.Defect($"Relocation section '{section.Name}' applies to section {section.Info}, which does not exist.");
            }

            ObjectSection target = _elf.Sections[section.Info];
            if (!target.IsExecutable)
            {
                continue;
            }

            result[section.Info] = ReadRelocations(section.Relocations, target);
        }

        return result;
    }

    private CodeRelocation[] ReadRelocations(ElfRelocations records, ObjectSection target)
    {
        int symbols = _elf.Symbols.Length;
        CodeRelocation[] relocations = new CodeRelocation[records.Length];
        for (int i = 0; i < relocations.Length; i++)
        {
            ElfRelocation record = records[i];
            if (record.Offset % 8 != 0 || record.Offset >= target.Size || record.Symbol >= (uint)symbols)
            {
                throw _elf.Defect($"Relocation {i} of section '{target.Name}' has an invalid offset ({record.Offset}) or symbol ({record.Symbol}).");
            }

            relocations[i] = new CodeRelocation((int)(record.Offset / 8), (int)record.Symbol);
        }

        Array.Sort(relocations);
        return relocations;
    }
}
