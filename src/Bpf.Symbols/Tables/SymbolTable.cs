using System.Runtime.CompilerServices;
using System.Text;
using Bpf.Objects.Elf;
using Bpf.Objects.Symbols.Tables;

namespace Bpf.Symbols.Tables;

/// <summary>
/// One symbol table of a file. The first lookup of a name builds an index of its function names; patterns do not need it. Strings are created only on
/// request.
/// </summary>
internal sealed class SymbolTable : FunctionTable
{
    private readonly ElfFile _file;
    private readonly ElfFile _image;
    private readonly ElfSection _symbols;
    private readonly SymbolVersions? _versions;
    private readonly Lazy<NameIndex> _index;

    private SymbolTable(ElfFile file, ElfFile image, in ElfSection symbols, SymbolVersions? versions)
    {
        _file = file;
        _image = image;
        _symbols = symbols;
        _versions = versions;
        _index = new(Index);
    }

    /// <summary>True for <c>.dynsym</c>.</summary>
    public override bool IsDynamic => _symbols.Type == ElfSection.DynamicSymbols;

    /// <inheritdoc/>
    public override string SectionName => IsDynamic ? ".dynsym" : ReferenceEquals(_file, _image) ? ".symtab" : $".symtab of {_file.Path}";

    private ReadOnlySpan<ElfSymbol> Symbols => _file.SymbolsOf(_symbols);

    private ReadOnlySpan<byte> Strings => _file.StringsOf(_symbols);

    /// <summary>Reads the table of a type; null when the file has none.</summary>
    /// <param name="file">File that contains the symbols.</param>
    /// <param name="type">Type of the section.</param>
    /// <param name="image">File with the functions they name, if different: the same addresses have other offsets in it.</param>
    public static SymbolTable? Read(ElfFile file, uint type, ElfFile? image = null)
    {
        int index = file.FindSection(type);
        if (index < 0)
        {
            return null;
        }

        ElfSection symbols = file.Sections[index];
        return new SymbolTable(file, image ?? file, symbols, type == ElfSection.DynamicSymbols ? SymbolVersions.Read(file) : null);
    }

    /// <inheritdoc/>
    public override void Find(ReadOnlySpan<byte> name, List<SymbolCandidate> candidates)
    {
        ReadOnlySpan<ElfSymbol> symbols = Symbols;
        ReadOnlySpan<byte> strings = Strings;
        NameIndex index = _index.Value;
        for (int i = index.First(name); i >= 0; i = index.After(i))
        {
            if (BaseName(ElfText.At(strings, symbols[i].Name)).SequenceEqual(name) && Describe(i) is { } candidate)
            {
                candidates.Add(candidate);
            }
        }
    }

    /// <inheritdoc/>
    public override bool Imports(ReadOnlySpan<byte> name)
    {
        ReadOnlySpan<ElfSymbol> symbols = Symbols;
        ReadOnlySpan<byte> strings = Strings;
        for (int i = 1; i < symbols.Length; i++)
        {
            if (!symbols[i].IsDefined && BaseName(ElfText.At(strings, symbols[i].Name)).SequenceEqual(name))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Returns whether a symbol, defined or imported, has one of the names.</summary>
    public bool Mentions(byte[][] names)
    {
        ReadOnlySpan<byte> strings = Strings;
        foreach (ref readonly ElfSymbol symbol in Symbols)
        {
            ReadOnlySpan<byte> name = BaseName(ElfText.At(strings, symbol.Name));
            foreach (byte[] wanted in names)
            {
                if (name.SequenceEqual(wanted))
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <inheritdoc/>
    public override IEnumerable<SymbolCandidate> Functions()
    {
        int count = Symbols.Length;
        for (int i = 1; i < count; i++)
        {
            if (Describe(i) is { } candidate)
            {
                yield return candidate;
            }
        }
    }

    /// <inheritdoc/>
    public override void Visit(FunctionVisitor visit) => Visit(visit, areLabels: false);

    /// <inheritdoc/>
    public override void VisitLabels(FunctionVisitor visit) => Visit(visit, areLabels: true);

    /// <summary>Returns the file offsets of the mapping symbols that separate code from data within code (<c>$x</c>, <c>$d</c>; aarch64).</summary>
    public IEnumerable<(ulong Offset, bool IsData)> CodeMarks()
    {
        int count = Symbols.Length;
        for (int i = 1; i < count; i++)
        {
            ElfSymbol symbol = Symbols[i];
            if (symbol.Type == ElfSymbol.NoType && symbol.Binding == ElfSymbol.Local && symbol.IsDefined && MarkOf(symbol) is { } isData
                && _image.FileOffsetOf(symbol.Value) is { } offset)
            {
                yield return (offset, isData);
            }
        }
    }

    // Most processes scan a file only once, and would do so in unoptimized code.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Visit(FunctionVisitor visit, bool areLabels)
    {
        ReadOnlySpan<ElfSymbol> symbols = Symbols;
        ReadOnlySpan<byte> strings = Strings;
        ElfSegment segment = default;
        for (int i = 1; i < symbols.Length; i++)
        {
            ref readonly ElfSymbol symbol = ref symbols[i];
            if (!symbol.IsDefined || (areLabels ? !IsLabel(symbol) : !(symbol.IsFunction || symbol.IsIndirectFunction)))
            {
                continue;
            }

            // Nearly all functions of a file are in one segment.
            if (!segment.Covers(symbol.Value))
            {
                if (_image.FindSegment(symbol.Value) is not { } found)
                {
                    continue;
                }

                segment = found;
            }

            FunctionKind kind = (symbol.Binding == ElfSymbol.Local ? FunctionKind.Local : 0) | (symbol.IsWeak ? FunctionKind.Weak : 0)
                | (symbol.IsIndirectFunction ? FunctionKind.Indirect : 0) | (areLabels ? FunctionKind.Label : 0);
            visit(new(ElfText.At(strings, symbol.Name), _image.FileOffsetOf(symbol.Value, segment), symbol.Size, kind));
        }
    }

    private bool IsLabel(in ElfSymbol symbol)
    {
        ReadOnlySpan<ElfSection> sections = _file.Sections;
        return symbol.Type == ElfSymbol.NoType && symbol.Section < sections.Length && (sections[symbol.Section].Flags & ElfSection.Executable) != 0
            && MarkOf(symbol) is null;
    }

    private bool? MarkOf(in ElfSymbol symbol)
    {
        ReadOnlySpan<byte> name = ElfText.At(Strings, symbol.Name);
        if (name.Length < 2 || name[0] != '$' || (name.Length > 2 && name[2] != '.'))
        {
            return null;
        }

        return name[1] switch
        {
            (byte)'d' => true,
            (byte)'x' => false,
            _ => null,
        };
    }

    // In .symtab, the linker may have left "name@VERSION" or "name@@VERSION".
    private static ReadOnlySpan<byte> BaseName(ReadOnlySpan<byte> name) => name[..VersionedName.BaseLength(name)];

    private SymbolCandidate? Describe(int index)
    {
        ref readonly ElfSymbol symbol = ref Symbols[index];
        if (!symbol.IsDefined || !(symbol.IsFunction || symbol.IsIndirectFunction) || _image.FileOffsetOf(symbol.Value) is not { } offset)
        {
            return null;
        }

        ReadOnlySpan<byte> stored = ElfText.At(Strings, symbol.Name);
        ReadOnlySpan<byte> name = BaseName(stored);
        ReadOnlySpan<byte> suffix = stored[name.Length..];
        string? version = _versions?.NameOf(index) ?? (suffix.IsEmpty ? null : Encoding.UTF8.GetString(suffix.TrimStart((byte)'@')));
        bool isDefault = _versions?.IsDefault(index) ?? (suffix.IsEmpty || suffix.StartsWith("@@"u8));
        return new SymbolCandidate(Encoding.UTF8.GetString(name), version, isDefault, symbol.IsWeak, symbol.IsIndirectFunction, offset, symbol.Size);
    }

    private NameIndex Index()
    {
        ReadOnlySpan<ElfSymbol> symbols = Symbols;
        ReadOnlySpan<byte> strings = Strings;
        NameIndex index = new(symbols.Length);
        for (int i = symbols.Length - 1; i >= 1; i--)
        {
            ref readonly ElfSymbol symbol = ref symbols[i];
            if (symbol.IsDefined && (symbol.IsFunction || symbol.IsIndirectFunction))
            {
                index.Add(i, BaseName(ElfText.At(strings, symbol.Name)));
            }
        }

        return index;
    }
}
