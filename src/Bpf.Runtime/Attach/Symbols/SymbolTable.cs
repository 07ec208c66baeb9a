using System.Runtime.CompilerServices;
using System.Text;
using Bpf.Runtime.Elf;

namespace Bpf.Runtime.Attach;

/// <summary>
/// One symbol table of a file. The first look-up of a name makes an index over the names of its functions; patterns do without. No string is
/// made until somebody asks for one.
/// </summary>
internal sealed class SymbolTable
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
    public bool IsDynamic => _symbols.Type == ElfSection.DynamicSymbols;

    /// <summary>Name of the section, for errors; with the file when it is a separate one.</summary>
    public string SectionName => IsDynamic ? ".dynsym" : ReferenceEquals(_file, _image) ? ".symtab" : $".symtab of {_file.Path}";

    private ReadOnlySpan<ElfSymbol> Symbols => _file.SymbolsOf(_symbols);

    private ReadOnlySpan<byte> Strings => _file.StringsOf(_symbols);

    /// <summary>The table of a type, or null when the file has none.</summary>
    /// <param name="file">File with the symbols.</param>
    /// <param name="type">Type of the section.</param>
    /// <param name="image">File whose functions they name, when that is another: the same addresses are elsewhere in it.</param>
    public static SymbolTable? Read(ElfFile file, uint type, ElfFile? image = null)
    {
        int index = file.FindSection(type);
        if (index < 0)
            return null;

        ElfSection symbols = file.Sections[index];
        return new SymbolTable(file, image ?? file, symbols, type == ElfSection.DynamicSymbols ? SymbolVersions.Read(file) : null);
    }

    /// <summary>Adds the defined functions called <paramref name="name"/>, which in <c>.symtab</c> may carry a version.</summary>
    public void Find(ReadOnlySpan<byte> name, List<SymbolCandidate> candidates)
    {
        ReadOnlySpan<ElfSymbol> symbols = Symbols;
        ReadOnlySpan<byte> strings = Strings;
        NameIndex index = _index.Value;
        for (int i = index.Heads[Bucket(name, index.Heads)] - 1; i >= 0; i = index.Next[i] - 1)
        {
            if (BaseName(ElfText.At(strings, symbols[i].Name)).SequenceEqual(name) && Describe(i) is { } candidate)
                candidates.Add(candidate);
        }
    }

    /// <summary>True when the table has the name as an import: defined elsewhere.</summary>
    public bool Imports(ReadOnlySpan<byte> name)
    {
        ReadOnlySpan<ElfSymbol> symbols = Symbols;
        ReadOnlySpan<byte> strings = Strings;
        for (int i = 1; i < symbols.Length; i++)
        {
            if (!symbols[i].IsDefined && BaseName(ElfText.At(strings, symbols[i].Name)).SequenceEqual(name))
                return true;
        }

        return false;
    }

    /// <summary>All defined functions; the glob resolver and the suggestions go through them.</summary>
    public IEnumerable<SymbolCandidate> Functions()
    {
        int count = Symbols.Length;
        for (int i = 1; i < count; i++)
        {
            if (Describe(i) is { } candidate)
                yield return candidate;
        }
    }

    /// <summary>Calls <paramref name="visit"/> with the name, as stored, and the file offset of every defined function.</summary>
    // Most processes go through a file once, and would do so in unoptimised code.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Visit(SymbolVisitor visit)
    {
        ReadOnlySpan<ElfSymbol> symbols = Symbols;
        ReadOnlySpan<byte> strings = Strings;
        ElfSegment segment = default;
        for (int i = 1; i < symbols.Length; i++)
        {
            ref readonly ElfSymbol symbol = ref symbols[i];
            if (!symbol.IsFunction || !symbol.IsDefined)
                continue;

            // Nearly all functions of a file lie in one segment.
            if (!segment.Covers(symbol.Value))
            {
                if (_image.FindSegment(symbol.Value) is not { } found)
                    continue;

                segment = found;
            }

            visit(ElfText.At(strings, symbol.Name), _image.FileOffsetOf(symbol.Value, segment));
        }
    }

    // In .symtab the linker may have left "name@VERSION" or "name@@VERSION".
    private static ReadOnlySpan<byte> BaseName(ReadOnlySpan<byte> name)
    {
        int at = name.IndexOf((byte)'@');
        return at <= 0 ? name : name[..at];
    }

    private SymbolCandidate? Describe(int index)
    {
        ref readonly ElfSymbol symbol = ref Symbols[index];
        if (!symbol.IsDefined || !(symbol.IsFunction || symbol.IsIndirectFunction) || _image.FileOffsetOf(symbol.Value) is not { } offset)
            return null;

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
        int[] heads = new int[(int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)Math.Max(symbols.Length, 16))];
        int[] next = new int[symbols.Length];
        for (int i = symbols.Length - 1; i >= 1; i--)
        {
            ref readonly ElfSymbol symbol = ref symbols[i];
            if (!symbol.IsDefined || !(symbol.IsFunction || symbol.IsIndirectFunction))
                continue;

            ref int head = ref heads[Bucket(BaseName(ElfText.At(strings, symbol.Name)), heads)];
            next[i] = head;
            head = i + 1;
        }

        return new NameIndex(heads, next);
    }

    private static int Bucket(ReadOnlySpan<byte> name, int[] heads)
    {
        HashCode hash = default;
        hash.AddBytes(name);
        return hash.ToHashCode() & (heads.Length - 1);
    }

    /// <summary>Chains of symbols by the hash of their names; numbers are indexes plus one, 0 ends a chain.</summary>
    private sealed record NameIndex(int[] Heads, int[] Next);
}
