using System.Text;

namespace Bpf.Objects.Elf;

/// <summary>
/// Version names of the dynamic symbols: those the file defines (<c>.gnu.version_d</c>) and those it requires from other files
/// (<c>.gnu.version_r</c>), by the indices in <c>.gnu.version</c>.
/// </summary>
internal sealed class SymbolVersions
{
    private const ushort HiddenBit = 0x8000;
    private const ushort Unversioned = 1; // VER_NDX_GLOBAL, which the definition of the file's own name has
    private const int DefinitionSize = 20; // sizeof(Elf64_Verdef)
    private const int NeedSize = 16; // sizeof(Elf64_Verneed) and sizeof(Elf64_Vernaux)
    private readonly ElfFile _file;
    private readonly ElfSection? _numbers;
    private readonly ElfSection? _strings;
    private readonly Dictionary<ushort, uint> _names = []; // number → offset of the name

    private SymbolVersions(ElfFile file)
    {
        _file = file;
        if (file.FindSection(ElfSection.SymbolVersions) is var numbers and >= 0)
        {
            _numbers = file.Sections[numbers];
        }

        int definitions = file.FindSection(ElfSection.VersionDefinitions);
        int needs = file.FindSection(ElfSection.VersionNeeds);
        if (definitions >= 0)
        {
            ReadDefinitions(file.Sections[definitions]);
        }

        if (needs >= 0)
        {
            ReadNeeds(file.Sections[needs]);
        }

        // Both take their names from .dynstr.
        if (definitions >= 0 || needs >= 0)
        {
            _strings = file.Sections[definitions >= 0 ? definitions : needs];
        }
    }

    /// <summary>Reads the versions; without the sections, every symbol is unversioned.</summary>
    public static SymbolVersions Read(ElfFile file) => new(file);

    /// <summary>Returns the version name of a dynamic symbol, or null.</summary>
    public string? NameOf(int symbol)
        => NumberOf(symbol) is { } number && (number & ~HiddenBit) > Unversioned && _names.TryGetValue((ushort)(number & ~HiddenBit), out uint name)
            && _strings is { } section
            ? Encoding.UTF8.GetString(ElfText.At(_file.StringsOf(section), name))
            : null;

    /// <summary>Returns whether an unversioned reference binds to the symbol: it is not hidden (<c>name@@VERSION</c>).</summary>
    public bool IsDefault(int symbol) => NumberOf(symbol) is not { } number || (number & HiddenBit) == 0;

    /// <summary>Returns whether the file defines or requires a version.</summary>
    public bool Has(ReadOnlySpan<byte> version)
    {
        if (_strings is not { } section)
        {
            return false;
        }

        ReadOnlySpan<byte> strings = _file.StringsOf(section);
        foreach (uint name in _names.Values)
        {
            if (ElfText.At(strings, name).SequenceEqual(version))
            {
                return true;
            }
        }

        return false;
    }

    private ushort? NumberOf(int symbol)
    {
        if (_numbers is not { } section)
        {
            return null;
        }

        ReadOnlySpan<byte> numbers = _file.ContentsOf(section);
        return symbol < numbers.Length / sizeof(ushort) ? _file.UInt16(numbers[(symbol * sizeof(ushort))..]) : null;
    }

    private void ReadDefinitions(in ElfSection section)
    {
        ReadOnlySpan<byte> contents = _file.ContentsOf(section);
        uint position = 0;
        for (uint i = 0; i < section.Info && Fits(contents, position, DefinitionSize); i++)
        {
            ReadOnlySpan<byte> entry = contents[(int)position..];
            ushort index = _file.UInt16(entry[4..]); // vd_ndx
            // The first name is the version's own; the others are those it inherits from.
            if (Follow(contents, position, _file.UInt32(entry[12..]), 8) is { } name) // vd_aux
            {
                _names[index] = _file.UInt32(contents[(int)name..]); // vda_name
            }

            if (Follow(contents, position, _file.UInt32(entry[16..]), DefinitionSize) is not { } next) // vd_next
            {
                break;
            }

            position = next;
        }
    }

    private void ReadNeeds(in ElfSection section)
    {
        ReadOnlySpan<byte> contents = _file.ContentsOf(section);
        int most = contents.Length / NeedSize; // in a file whose records do not overlap
        uint position = 0;
        for (uint i = 0; i < section.Info && most > 0 && Fits(contents, position, NeedSize); i++)
        {
            ReadOnlySpan<byte> file = contents[(int)position..];
            ushort count = _file.UInt16(file[2..]); // vn_cnt
            uint? version = Follow(contents, position, _file.UInt32(file[8..]), NeedSize); // vn_aux
            for (int j = 0; j < count && version is { } at && most-- > 0; j++)
            {
                ReadOnlySpan<byte> entry = contents[(int)at..];
                _names.TryAdd(_file.UInt16(entry[6..]), _file.UInt32(entry[8..])); // vna_other, vna_name
                version = Follow(contents, at, _file.UInt32(entry[12..]), NeedSize); // vna_next
            }

            if (Follow(contents, position, _file.UInt32(file[12..]), NeedSize) is not { } next) // vn_next
            {
                break;
            }

            position = next;
        }
    }

    /// <summary>Returns the position of the record at a distance after another. Distances are positive, so every walk ends.</summary>
    private static uint? Follow(ReadOnlySpan<byte> contents, uint position, uint distance, int size)
        => distance != 0 && distance <= contents.Length - position && Fits(contents, position + distance, size) ? position + distance : null;

    private static bool Fits(ReadOnlySpan<byte> contents, uint position, int size) => (long)position + size <= contents.Length;
}
