using System.Runtime.InteropServices;

namespace Bpf.Runtime.Elf;

/// <summary>
/// A 64-bit little-endian ELF file of this machine's kind, read in place. Every access is checked against the file's length, so a damaged or
/// hostile file gives <see cref="BpfObjectFormatException"/>, never a wrong read.
/// </summary>
internal sealed class ElfFile
{
    private readonly ReadOnlyMemory<byte> _bytes;
    private readonly ElfHeader _header;
    private ElfSection[]? _sections;
    private ElfSegment[]? _segments;

    /// <summary>Reads the header.</summary>
    /// <param name="bytes">The whole file.</param>
    /// <param name="path">Its path, for errors.</param>
    /// <exception cref="BpfObjectFormatException">It is not such a file.</exception>
    public ElfFile(ReadOnlyMemory<byte> bytes, string path)
    {
        _bytes = bytes;
        Path = path;
        ReadOnlySpan<byte> span = bytes.Span;
        if (!span.StartsWith("\u007FELF"u8))
            throw Defect("It is not an ELF file.");
        if (span.Length < Marshal.SizeOf<ElfHeader>())
            throw Defect("The ELF header is cut off.");
        if (span[4] != 2)
            throw Defect("It is a 32-bit program or library; only 64-bit ones can be probed.");
        if (span[5] != 1)
            throw Defect("It is big-endian; only little-endian programs and libraries can be probed here.");

        _header = MemoryMarshal.Read<ElfHeader>(span);
    }

    /// <summary>Path the file was opened by.</summary>
    public string Path { get; }

    /// <summary>Architecture of the code (<c>e_machine</c>).</summary>
    public ushort Machine => _header.Machine;

    /// <summary>Kind of file (<c>e_type</c>).</summary>
    public ushort Type => _header.Type;

    /// <summary>Where this file starts within the file that the kernel sees: 0, or its place in an archive.</summary>
    public ulong Origin { get; init; }

    /// <summary>The whole file.</summary>
    public ReadOnlySpan<byte> Bytes => _bytes.Span;

    /// <summary>Length of the file in bytes.</summary>
    public long Length => _bytes.Length;

    /// <summary>The sections; empty when the file has none.</summary>
    public ReadOnlySpan<ElfSection> Sections
        => _sections ??= ReadTable<ElfSection>(_header.SectionTableOffset, _header.SectionCount, _header.SectionHeaderSize, "section");

    /// <summary>The program headers; empty when the file has none.</summary>
    public ReadOnlySpan<ElfSegment> Segments
        => _segments ??= ReadTable<ElfSegment>(_header.SegmentTableOffset, _header.SegmentCount, _header.SegmentHeaderSize, "program header");

    /// <summary>Index of the first section with a name, or -1.</summary>
    public int FindSection(ReadOnlySpan<byte> name)
    {
        ReadOnlySpan<ElfSection> sections = Sections;
        if (_header.SectionNameIndex >= sections.Length)
            return -1;

        ReadOnlySpan<byte> names = ContentsOf(sections[_header.SectionNameIndex]);
        for (int i = 1; i < sections.Length; i++)
        {
            if (ElfText.At(names, sections[i].Name).SequenceEqual(name))
                return i;
        }

        return -1;
    }

    /// <summary>Index of the first section of a type, or -1.</summary>
    public int FindSection(uint type)
    {
        ReadOnlySpan<ElfSection> sections = Sections;
        for (int i = 1; i < sections.Length; i++)
        {
            if (sections[i].Type == type)
                return i;
        }

        return -1;
    }

    /// <summary>The bytes of a section; empty for one without any in the file.</summary>
    public ReadOnlySpan<byte> ContentsOf(in ElfSection section)
        => section.Type == ElfSection.NoBits ? default : Slice(section.Offset, section.Size, "section");

    /// <summary>Bytes of the file.</summary>
    public ReadOnlySpan<byte> Slice(ulong offset, ulong size, string what)
    {
        ulong length = (ulong)_bytes.Length;
        return offset <= length && size <= length - offset
            ? _bytes.Span.Slice((int)offset, (int)size)
            : throw Defect($"A {what} lies outside the file (offset 0x{offset:x}, size 0x{size:x}, file size 0x{length:x}).");
    }

    /// <summary>The offset in the file of an address in the loaded image; null when no loadable segment has it in the file.</summary>
    public ulong? FileOffsetOf(ulong address)
    {
        foreach (ref readonly ElfSegment segment in Segments)
        {
            if (segment.Type == ElfSegment.Load && address >= segment.VirtualAddress && address - segment.VirtualAddress < segment.FileSize)
                return address - segment.VirtualAddress + segment.Offset + Origin;
        }

        return null;
    }

    /// <summary>The error for something wrong in the file.</summary>
    public BpfObjectFormatException Defect(string text) => new(Path, text);

    private T[] ReadTable<T>(ulong offset, int count, int entrySize, string what)
        where T : unmanaged
    {
        if (count == 0 || offset == 0)
            return [];
        if (entrySize != Marshal.SizeOf<T>())
            throw Defect($"The {what} table has entries of {entrySize} bytes.");

        return MemoryMarshal.Cast<byte, T>(Slice(offset, (ulong)count * (uint)entrySize, $"{what} table")).ToArray();
    }
}
