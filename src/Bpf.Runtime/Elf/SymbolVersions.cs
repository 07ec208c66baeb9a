using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace Bpf.Runtime.Elf;

/// <summary>Version names of the dynamic symbols a file defines (<c>.gnu.version</c> and <c>.gnu.version_d</c>).</summary>
internal sealed class SymbolVersions
{
    private const ushort HiddenBit = 0x8000;
    private const int DefinitionSize = 20; // sizeof(Elf64_Verdef)
    private readonly ushort[] _versionOfSymbol;
    private readonly Dictionary<ushort, string> _names;

    private SymbolVersions(ushort[] versionOfSymbol, Dictionary<ushort, string> names)
    {
        _versionOfSymbol = versionOfSymbol;
        _names = names;
    }

    /// <summary>Reads them; without the sections every symbol is unversioned.</summary>
    public static SymbolVersions Read(ElfFile file)
    {
        int versions = file.FindSection(ElfSection.SymbolVersions);
        int definitions = file.FindSection(ElfSection.VersionDefinitions);
        return new SymbolVersions(
            versions < 0 ? [] : MemoryMarshal.Cast<byte, ushort>(file.ContentsOf(file.Sections[versions])).ToArray(),
            definitions < 0 ? [] : ReadNames(file, file.Sections[definitions]));
    }

    /// <summary>Version name of a dynamic symbol, or null.</summary>
    public string? NameOf(int symbol)
        => symbol < _versionOfSymbol.Length ? _names.GetValueOrDefault((ushort)(_versionOfSymbol[symbol] & ~HiddenBit)) : null;

    /// <summary>True when a reference without version binds to the symbol: it is not hidden (<c>name@@VERSION</c>).</summary>
    public bool IsDefault(int symbol) => symbol >= _versionOfSymbol.Length || (_versionOfSymbol[symbol] & HiddenBit) == 0;

    private static Dictionary<ushort, string> ReadNames(ElfFile file, in ElfSection section)
    {
        Dictionary<ushort, string> names = [];
        ReadOnlySpan<byte> contents = file.ContentsOf(section);
        if (section.Link >= (uint)file.Sections.Length)
            return names;

        ReadOnlySpan<byte> strings = file.ContentsOf(file.Sections[(int)section.Link]);
        uint position = 0;
        // vd_next is relative and at least one entry long, so the walk ends; the count bounds it should a file lie.
        for (uint i = 0; i < section.Info && position + DefinitionSize <= contents.Length; i++)
        {
            ReadOnlySpan<byte> entry = contents[(int)position..];
            ushort index = BinaryPrimitives.ReadUInt16LittleEndian(entry[4..]); // vd_ndx
            uint auxiliary = position + BinaryPrimitives.ReadUInt32LittleEndian(entry[12..]); // vd_aux
            if (auxiliary + 8 <= contents.Length && auxiliary >= position)
                names[index] = Encoding.UTF8.GetString(ElfText.At(strings, BinaryPrimitives.ReadUInt32LittleEndian(contents[(int)auxiliary..])));

            uint next = BinaryPrimitives.ReadUInt32LittleEndian(entry[16..]); // vd_next
            if (next == 0 || next > contents.Length - position)
                break;

            position += next;
        }

        return names;
    }
}
