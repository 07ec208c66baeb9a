using Bpf.Objects.Btf;
using Bpf.Objects.Elf;
using Bpf.Objects.Files;
using Bpf.Runtime;

namespace Bpf.Objects.Externs;

/// <summary>
/// Finds the externs of an object and rewrites their BTF into a form the kernel accepts: the kernel supports neither extern variables nor functions
/// in data sections.
/// </summary>
internal sealed class ExternReader
{
    private const string Configuration = ".kconfig";
    private const string Symbols = ".ksyms";
    private const ulong LargestConfiguration = 64 * 1024;
    private readonly ObjectElf _elf;
    private readonly BtfTypeTable _types;
    private readonly List<ExternSymbol> _externs = [];

    private ExternReader(ObjectElf elf, BtfTypeTable types)
    {
        _elf = elf;
        _types = types;
    }

    /// <summary>Reads the externs.</summary>
    /// <param name="elf">The object file.</param>
    /// <param name="types">The BTF to load: <paramref name="types"/> itself when nothing had to be added.</param>
    /// <param name="rewritten">The BTF to load, which is <paramref name="types"/> itself when nothing had to be added.</param>
    /// <exception cref="BpfObjectFormatException">An extern has no type information.</exception>
    public static List<ExternSymbol> Read(ObjectElf elf, BtfTypeTable? types, out BtfTypeTable? rewritten)
    {
        rewritten = types;
        if (!HasExterns(elf))
        {
            return [];
        }

        if (types is null)
        {
            throw elf.Defect("It refers to kernel symbols but has no BTF that describes them; compile with -g.");
        }

        ExternReader reader = new(elf, types);
        rewritten = reader.ReadAll();
        return reader._externs;
    }

    private static bool HasExterns(ObjectElf elf)
    {
        foreach (ObjectSymbol symbol in elf.Symbols)
        {
            if (symbol.IsExtern)
            {
                return true;
            }
        }

        return false;
    }

    private BtfTypeTable ReadAll()
    {
        Dictionary<string, (BtfType Section, BtfType Entry)> declared = Declared();
        foreach (ObjectSymbol symbol in _elf.Symbols)
        {
            if (!symbol.IsExtern || _externs.Exists(known => known.Name == symbol.Name))
            {
                continue;
            }

            if (!declared.TryGetValue(symbol.Name, out (BtfType Section, BtfType Entry) declaration))
            {
                throw _elf.Defect($"'{symbol.Name}' is undefined: the object neither defines it nor declares it with __ksym or __kconfig.");
            }

            Add(symbol, declaration.Section.NameText, declaration.Entry);
        }

        LayOutConfiguration();
        return RewriteSymbols(RewriteConfiguration());
    }

    private Dictionary<string, (BtfType Section, BtfType Entry)> Declared()
    {
        Dictionary<string, (BtfType, BtfType)> result = [];
        for (uint id = _types.FirstId; id < _types.EndId; id++)
        {
            BtfType section = _types[id];
            if (section.Kind != BtfKind.DataSection)
            {
                continue;
            }

            for (int i = 0; i < section.Count; i++)
            {
                BtfType entry = _types[section.SectionEntry(i).TypeId];
                if (entry.Kind is BtfKind.Variable or BtfKind.Function && entry.Linkage == BtfLinkage.Extern)
                {
                    result.TryAdd(entry.NameText, (section, entry));
                }
            }
        }

        return result;
    }

    private void Add(in ObjectSymbol symbol, string section, BtfType entry)
    {
        BtfType type = _types.SkipModifiersAndTypedefs(entry.ReferencedId);
        (ExternKind kind, int size, int alignment) = section switch
        {
            Configuration => (ExternKind.Configuration, ConfigurationSize(symbol, type), AlignmentOf(type)),
            Symbols when entry.Kind == BtfKind.Function => (ExternKind.Function, 0, 1),
            Symbols => (type.Kind == BtfKind.Void ? ExternKind.Address : ExternKind.Variable, 0, 1),
            _ => throw _elf.Defect($"'{symbol.Name}' is declared in section '{section}'; externs belong in '.ksyms' or '.kconfig'."),
        };
        _externs.Add(new ExternSymbol
        {
            Name = symbol.Name,
            Index = _externs.Count,
            Kind = kind,
            IsWeak = symbol.Binding == ElfSymbol.Weak,
            TypeId = kind == ExternKind.Function ? entry.ReferencedId : type.Id,
            Size = size,
            Alignment = alignment,
        });
    }

    private int ConfigurationSize(in ObjectSymbol symbol, BtfType type)
    {
        ulong size = _types.SizeOf(type.Id);
        return size is > 0 and <= LargestConfiguration ? (int)size : throw _elf.Defect($"The configuration value '{symbol.Name}' has {size} bytes.");
    }

    private int AlignmentOf(BtfType type) => type.Kind == BtfKind.Array
        ? AlignmentOf(_types.SkipModifiersAndTypedefs(type.ArrayElementId))
        : (int)Math.Clamp(type.RawSize, 1, 8);

    /// <summary>Lays out the values as libbpf does: largest alignment first, then smallest size, then name.</summary>
    private void LayOutConfiguration()
    {
        List<ExternSymbol> options = _externs.FindAll(static symbol => symbol.Kind == ExternKind.Configuration);
        options.Sort(static (a, b) =>
        {
            int order = b.Alignment.CompareTo(a.Alignment);
            order = order != 0 ? order : a.Size.CompareTo(b.Size);
            return order != 0 ? order : string.CompareOrdinal(a.Name, b.Name);
        });

        int offset = 0;
        foreach (ExternSymbol option in options)
        {
            option.Offset = (offset + option.Alignment - 1) / option.Alignment * option.Alignment;
            offset = option.Offset + option.Size;
        }
    }

    private BtfTypeTable RewriteConfiguration()
    {
        uint id = _types.Find(".kconfig"u8, BtfKind.DataSection);
        if (id == 0)
        {
            return _types;
        }

        BtfType section = _types[id];
        uint end = 0;
        for (int i = 0; i < section.Count; i++)
        {
            BtfType variable = _types[section.SectionEntry(i).TypeId];
            string name = variable.NameText;
            if (_externs.Find(known => known.Name == name) is not { } option)
            {
                continue;
            }

            variable.Record[3] = (uint)BtfLinkage.Global;
            section.SetSectionEntryOffset(i, (uint)option.Offset);
            end = Math.Max(end, (uint)(option.Offset + option.Size));
        }

        section.Record[2] = end;
        section.SortSectionEntries();
        return _types;
    }

    private BtfTypeTable RewriteSymbols(BtfTypeTable types)
    {
        uint id = types.Find(".ksyms"u8, BtfKind.DataSection);
        if (id == 0)
        {
            return types;
        }

        // Every entry becomes a 4-byte integer variable. Functions cannot be in a data section, so an added variable takes their place.
        BtfBuilder builder = new(types);
        uint integer = builder.AddInt("int", 4);
        uint dummy = builder.AddVariable("dummy_ksym", integer, BtfLinkage.Global);
        BtfTypeTable result = builder.Build();
        uint dummyName = result[dummy].NameOffset;
        BtfType section = result[id];
        for (int i = 0; i < section.Count; i++)
        {
            BtfType entry = result[section.SectionEntry(i).TypeId];
            if (entry.Kind == BtfKind.Function && entry.Referenced.Kind == BtfKind.FunctionPrototype)
            {
                entry.Record[1] = (entry.Record[1] & ~0xFFFFFFU) | (uint)BtfLinkage.Global;
                NameParameters(entry.Referenced, dummyName);
                section.Record[3 + (3 * i)] = dummy;
            }
            else if (entry.Kind == BtfKind.Variable)
            {
                entry.Record[3] = (uint)BtfLinkage.Global;
                entry.Record[2] = integer;
            }
            else
            {
                throw _elf.Defect($"Section '.ksyms' holds '{entry.NameText}', which is neither a variable nor a function.");
            }

            section.SetSectionEntryOffset(i, (uint)i * sizeof(int));
            section.Record[3 + (3 * i) + 2] = sizeof(int);
        }

        section.Record[2] = (uint)section.Count * sizeof(int);
        return result;
    }

    private static void NameParameters(BtfType prototype, uint name)
    {
        for (int i = 0; i < prototype.Count; i++)
        {
            if (prototype.ParameterTypeId(i) != 0 && prototype.ParameterNameOffset(i) == 0)
            {
                prototype.Record[3 + (2 * i)] = name;
            }
        }
    }
}
