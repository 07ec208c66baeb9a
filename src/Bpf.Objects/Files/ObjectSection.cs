using System.Text;
using Bpf.Objects.Elf;

namespace Bpf.Objects.Files;

/// <summary>A section of an object file.</summary>
internal sealed class ObjectSection
{
    private readonly ObjectElf _elf;
    private readonly ElfSection _header;
    private readonly int _nameLength;

    public ObjectSection(ObjectElf elf, int index, in ElfSection header)
    {
        _elf = elf;
        _header = header;
        _nameLength = elf.TextAt(elf.File.SectionNames, header.Name).Length;
        Index = index;
        Contents = elf.File.MemoryOf(header);
    }

    /// <summary>Position in the section table.</summary>
    public int Index { get; }

    public string Name => field ??= Encoding.UTF8.GetString(Utf8Name);

    public ReadOnlySpan<byte> Utf8Name => _elf.File.SectionNames.Slice((int)_header.Name, _nameLength);

    public uint Type => _header.Type;

    public ulong Flags => _header.Flags;

    /// <summary>Size in bytes, even if the section has no bytes in the file.</summary>
    public ulong Size => _header.Size;

    public uint Link => _header.Link;

    public uint Info => _header.Info;

    /// <summary>The bytes in the file; empty for NOBITS.</summary>
    public ReadOnlyMemory<byte> Contents { get; }

    public bool IsExecutable => Type == ElfSection.ProgramBits && (Flags & ElfSection.Executable) != 0;

    /// <summary>Returns whether this section relocates another.</summary>
    public bool Relocates(ObjectSection target) => Type == ElfSection.Relocations && Info == (uint)target.Index;

    /// <summary>The relocations in this relocation section.</summary>
    public ElfRelocations Relocations => _elf.File.RelocationsOf(_header);
}
