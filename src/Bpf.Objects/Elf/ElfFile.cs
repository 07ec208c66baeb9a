using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using System.Text;
using Bpf.Runtime;

namespace Bpf.Objects.Elf;

/// <summary>
/// An ELF file of either byte order: a program, library, separate debug file or BPF object. It is read in place, except that the tables of 32-bit
/// files and of files in the other byte order are converted. Every access is bounds-checked, so a damaged or hostile file causes
/// <see cref="BpfObjectFormatException"/>, never an invalid read.
/// </summary>
internal sealed unsafe class ElfFile
{
    private readonly FileBytes _bytes;
    private readonly bool _isNative;
    private readonly ElfHeader _header;
    private readonly (ulong Offset, uint Count) _sectionTable;
    private readonly (ulong Offset, uint Count) _segmentTable;
    private readonly uint _sectionNameIndex;
    private readonly ConcurrentDictionary<ulong, ElfSymbol[]>? _convertedSymbols;
    private ElfSection[]? _convertedSections;
    private ElfSegment[]? _convertedSegments;

    /// <summary>Reads the header.</summary>
    /// <param name="bytes">The whole file.</param>
    /// <param name="path">Its path or name, for messages.</param>
    /// <exception cref="BpfObjectFormatException">It is not an ELF file, or its header is damaged.</exception>
    public ElfFile(FileBytes bytes, string path)
    {
        _bytes = bytes;
        Path = path;
        ReadOnlySpan<byte> span = bytes.Slice(0, (int)Math.Min(bytes.Length, sizeof(ElfHeader)));
        if (span.Length <= ElfHeader.DataIndex || !span.StartsWith("\u007FELF"u8))
        {
            throw Defect("It is not an ELF file.");
        }

        if (span[ElfHeader.ClassIndex] is not (ElfHeader.Class32 or ElfHeader.Class64))
        {
            throw Defect($"It has unknown class {span[ElfHeader.ClassIndex]}.");
        }

        if (span[ElfHeader.DataIndex] is not (ElfHeader.LittleEndian or ElfHeader.BigEndian))
        {
            throw Defect($"It has unknown byte order {span[ElfHeader.DataIndex]}.");
        }

        Is64Bit = span[ElfHeader.ClassIndex] == ElfHeader.Class64;
        IsLittleEndian = span[ElfHeader.DataIndex] == ElfHeader.LittleEndian;
        _isNative = IsLittleEndian == BitConverter.IsLittleEndian;
        if (span.Length < SizeOf<ElfHeader>())
        {
            throw Defect("The ELF header is cut off.");
        }

        _convertedSymbols = IsInPlace ? null : new();
        _header = Record<ElfHeader>(span);
        (_sectionTable, _segmentTable, _sectionNameIndex) = LocateTables();
    }

    /// <inheritdoc cref="ElfFile(FileBytes, string)"/>
    public ElfFile(ReadOnlyMemory<byte> bytes, string path)
        : this(new FileBytes(bytes), path)
    {
    }

    /// <summary>Path or name under which the file was opened.</summary>
    public string Path { get; }

    public bool IsLittleEndian { get; }

    /// <summary>True when the file uses 64-bit addresses and records.</summary>
    public bool Is64Bit { get; }

    /// <summary>Size in bytes of an address in the file's records.</summary>
    public int AddressSize => Is64Bit ? sizeof(ulong) : sizeof(uint);

    /// <summary>Architecture of the code (<c>e_machine</c>).</summary>
    public ushort Machine => _header.Machine;

    /// <summary>Kind of file (<c>e_type</c>).</summary>
    public ushort Type => _header.Type;

    /// <summary>Where this file starts within the file that the kernel sees: 0, or its place in an archive.</summary>
    public ulong Origin { get; init; }

    /// <summary>The whole file.</summary>
    public FileBytes Bytes => _bytes;

    /// <summary>Length of the file in bytes.</summary>
    public long Length => _bytes.Length;

    /// <summary>Number of bytes that the header, the section table and the sections span: other data may follow the ELF file.</summary>
    public long UsedLength
    {
        get
        {
            ulong end = Math.Max((ulong)SizeOf<ElfHeader>(), _sectionTable.Offset + (_sectionTable.Count * (ulong)SizeOf<ElfSection>()));
            foreach (ref readonly ElfSection section in Sections)
            {
                end = Math.Max(end, ContentsOf(section) is { IsEmpty: false } contents ? section.Offset + (ulong)contents.Length : 0);
            }

            return (long)end;
        }
    }

    /// <summary>The sections; empty when the file has none.</summary>
    public ReadOnlySpan<ElfSection> Sections => Table(_sectionTable, _header.SectionHeaderSize, "section table", ref _convertedSections);

    /// <summary>The program headers; empty when the file has none.</summary>
    public ReadOnlySpan<ElfSegment> Segments => Table(_segmentTable, _header.SegmentHeaderSize, "program header table", ref _convertedSegments);

    /// <summary>The section name table; empty when the file has none.</summary>
    public ReadOnlySpan<byte> SectionNames
        => Sections is var sections && _sectionNameIndex < (uint)sections.Length ? ContentsOf(sections[(int)_sectionNameIndex]) : default;

    private bool IsInPlace => _isNative && Is64Bit;

    /// <summary>Requires that the file's code is for a machine of this byte order.</summary>
    /// <exception cref="BpfObjectFormatException">The byte orders differ.</exception>
    public void RequireNativeByteOrder()
    {
        if (!_isNative)
        {
            throw Defect($"It is {Order(IsLittleEndian)}-endian, but this machine is {Order(BitConverter.IsLittleEndian)}-endian.");
        }
    }

    /// <summary>Returns the index of the first section with a name, or -1.</summary>
    public int FindSection(ReadOnlySpan<byte> name)
    {
        ReadOnlySpan<ElfSection> sections = Sections;
        ReadOnlySpan<byte> names = SectionNames;
        for (int i = 1; i < sections.Length; i++)
        {
            if (ElfText.At(names, sections[i].Name).SequenceEqual(name))
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>Returns the index of the first section of a type, or -1.</summary>
    public int FindSection(uint type)
    {
        ReadOnlySpan<ElfSection> sections = Sections;
        for (int i = 1; i < sections.Length; i++)
        {
            if (sections[i].Type == type)
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>Returns the bytes of a section; empty when it has none in the file.</summary>
    public ReadOnlySpan<byte> ContentsOf(in ElfSection section) => HasContents(section) ? Slice(section.Offset, section.Size, "section") : default;

    /// <inheritdoc cref="ContentsOf"/>
    public ReadOnlyMemory<byte> MemoryOf(in ElfSection section)
        => HasContents(section) ? _bytes.Memory((long)section.Offset, Check(section.Offset, section.Size, "section")) : default;

    /// <summary>Returns the part of a segment that is in the file.</summary>
    public ReadOnlyMemory<byte> MemoryOf(in ElfSegment segment) => _bytes.Memory((long)segment.Offset, Check(segment.Offset, segment.FileSize, "segment"));

    /// <summary>Returns the symbols of a symbol table; symbol 0 is reserved.</summary>
    public ReadOnlySpan<ElfSymbol> SymbolsOf(in ElfSection table)
    {
        ReadOnlySpan<byte> contents = ContentsOf(table);
        if (_convertedSymbols is null)
        {
            return MemoryMarshal.Cast<byte, ElfSymbol>(contents);
        }

        return _convertedSymbols.TryGetValue(table.Offset, out ElfSymbol[]? symbols) ? symbols
            : _convertedSymbols.GetOrAdd(table.Offset, Converted<ElfSymbol>(contents));
    }

    /// <summary>Returns the strings that a symbol table or a version section refers to.</summary>
    public ReadOnlySpan<byte> StringsOf(in ElfSection table)
    {
        ReadOnlySpan<ElfSection> sections = Sections;
        return table.Link < (uint)sections.Length ? ContentsOf(sections[(int)table.Link]) : throw Defect("A symbol table has no string table.");
    }

    /// <summary>Returns the relocations in a relocation section.</summary>
    public ElfRelocations RelocationsOf(in ElfSection section)
    {
        bool hasAddends = section.Type == ElfSection.RelocationsWithAddend;
        int size = hasAddends ? ElfRelocations.SizeWithAddend : ElfRelocations.Size;
        return section.EntrySize == (ulong)size
            ? new ElfRelocations(this, ContentsOf(section), hasAddends)
            : throw Defect($"The relocations in section '{NameOf(section)}' are {section.EntrySize} bytes each instead of {size}.");
    }

    /// <summary>Returns the notes of a section.</summary>
    public ElfNotes NotesOf(in ElfSection section) => new(this, ContentsOf(section), section.Alignment);

    /// <summary>Returns the notes of a segment, which remain when a file has lost its sections.</summary>
    public ElfNotes NotesOf(in ElfSegment segment) => new(this, Slice(segment.Offset, segment.FileSize, "segment"), segment.Alignment);

    /// <summary>Returns the name of a section.</summary>
    public string NameOf(in ElfSection section) => Encoding.UTF8.GetString(ElfText.At(SectionNames, section.Name));

    /// <summary>Returns a range of the file's bytes.</summary>
    /// <exception cref="BpfObjectFormatException">The range is outside the file, or larger than can be read at once.</exception>
    public ReadOnlySpan<byte> Slice(ulong offset, ulong size, string what) => _bytes.Slice((long)offset, Check(offset, size, what));

    /// <summary>Returns the file offset of an address in the loaded image; null when no loadable segment has file contents there.</summary>
    public ulong? FileOffsetOf(ulong address) => FindSegment(address) is { } segment ? FileOffsetOf(address, segment) : null;

    /// <summary>Returns the file offset of an address that a segment covers.</summary>
    public ulong FileOffsetOf(ulong address, in ElfSegment segment) => address - segment.VirtualAddress + segment.Offset + Origin;

    /// <summary>Returns the address in the loaded image of an offset in a segment, as the kernel counts offsets.</summary>
    public ulong AddressOf(ulong offset, in ElfSegment segment) => offset - Origin - segment.Offset + segment.VirtualAddress;

    /// <summary>Returns the loadable segment with file contents at an address of the loaded image; null when there is none.</summary>
    public ElfSegment? FindSegment(ulong address)
    {
        foreach (ref readonly ElfSegment segment in Segments)
        {
            if (segment.Covers(address))
            {
                return segment;
            }
        }

        return null;
    }

    /// <summary>Returns the loadable segment that contains an offset as the kernel counts it, preferring an executable one.</summary>
    public ElfSegment? FindCodeSegment(ulong offset)
    {
        ElfSegment? found = null;
        foreach (ref readonly ElfSegment segment in Segments)
        {
            if (segment.Type != ElfSegment.Load || offset < Origin + segment.Offset || offset - Origin - segment.Offset >= segment.FileSize)
            {
                continue;
            }

            if ((segment.Flags & ElfSegment.Executable) != 0)
            {
                return segment;
            }

            found ??= segment;
        }

        return found;
    }

    /// <summary>Reads a number in the file's byte order from the start of the bytes.</summary>
    public ushort UInt16(ReadOnlySpan<byte> bytes)
        => IsLittleEndian ? BinaryPrimitives.ReadUInt16LittleEndian(bytes) : BinaryPrimitives.ReadUInt16BigEndian(bytes);

    /// <inheritdoc cref="UInt16"/>
    public uint UInt32(ReadOnlySpan<byte> bytes)
        => IsLittleEndian ? BinaryPrimitives.ReadUInt32LittleEndian(bytes) : BinaryPrimitives.ReadUInt32BigEndian(bytes);

    /// <inheritdoc cref="UInt16"/>
    public ulong UInt64(ReadOnlySpan<byte> bytes)
        => IsLittleEndian ? BinaryPrimitives.ReadUInt64LittleEndian(bytes) : BinaryPrimitives.ReadUInt64BigEndian(bytes);

    /// <summary>Reads an address in the file's byte order and size from the start of the bytes.</summary>
    public ulong Address(ReadOnlySpan<byte> bytes) => Is64Bit ? UInt64(bytes) : UInt32(bytes);

    /// <summary>Creates the exception for a defect in the file.</summary>
    public BpfObjectFormatException Defect(string text) => new(Path, text);

    private static string Order(bool isLittleEndian) => isLittleEndian ? "little" : "big";

    /// <summary>Returns the positions and sizes of the section and segment tables; section 0 holds counts that are too large for the header.</summary>
    private ((ulong Offset, uint Count) Sections, (ulong Offset, uint Count) Segments, uint SectionNames) LocateTables()
    {
        uint sections = _header.SectionCount;
        uint segments = _header.SegmentCount;
        uint names = _header.SectionNameIndex;
        bool isExtended = sections == 0 || segments == ElfHeader.ExtendedSegmentCount || names == ElfSection.ExtendedIndex;
        if (isExtended && _header.SectionTableOffset != 0)
        {
            ElfSection first = Record<ElfSection>(Slice(_header.SectionTableOffset, (ulong)SizeOf<ElfSection>(), "section table"));
            if (sections == 0)
            {
                sections = (uint)Math.Min(first.Size, int.MaxValue);
            }

            if (segments == ElfHeader.ExtendedSegmentCount)
            {
                segments = first.Info;
            }

            if (names == ElfSection.ExtendedIndex)
            {
                names = first.Link;
            }
        }

        return (
            (_header.SectionTableOffset, _header.SectionTableOffset == 0 ? 0 : sections),
            (_header.SegmentTableOffset, _header.SegmentTableOffset == 0 ? 0 : segments),
            names);
    }

    private ReadOnlySpan<T> Table<T>((ulong Offset, uint Count) table, int entrySize, string what, ref T[]? converted)
        where T : unmanaged, IElfRecord<T>
    {
        if (converted is not null)
        {
            return converted;
        }

        if (table.Count == 0)
        {
            return default;
        }

        if (entrySize != SizeOf<T>())
        {
            throw Defect($"The {what} has entries of {entrySize} bytes.");
        }

        ReadOnlySpan<byte> bytes = Slice(table.Offset, (ulong)table.Count * (uint)entrySize, what);
        return IsInPlace ? MemoryMarshal.Cast<byte, T>(bytes) : converted = Converted<T>(bytes);
    }

    private T Record<T>(ReadOnlySpan<byte> bytes)
        where T : unmanaged, IElfRecord<T>
    {
        if (!Is64Bit)
        {
            return T.Widen(this, bytes);
        }

        T record = MemoryMarshal.Read<T>(bytes);
        return _isNative ? record : T.Reverse(record);
    }

    private T[] Converted<T>(ReadOnlySpan<byte> bytes)
        where T : unmanaged, IElfRecord<T>
    {
        int size = SizeOf<T>();
        T[] records = new T[bytes.Length / size];
        for (int i = 0; i < records.Length; i++)
        {
            records[i] = Record<T>(bytes.Slice(i * size, size));
        }

        return records;
    }

    private int SizeOf<T>()
        where T : unmanaged, IElfRecord<T>
        => Is64Bit ? sizeof(T) : T.NarrowSize;

    private static bool HasContents(in ElfSection section) => section.Type is not (ElfSection.NoBits or ElfSection.Unused);

    private int Check(ulong offset, ulong size, string what)
    {
        ulong length = (ulong)_bytes.Length;
        if (offset > length || size > length - offset)
        {
            throw Defect($"The file is cut off or damaged: its {what} is out of bounds (offset 0x{offset:x}, size 0x{size:x}, file size 0x{length:x}).");
        }

        return size <= int.MaxValue ? (int)size : throw Defect($"A {what} of {size} bytes is too large; up to 2 GiB can be read.");
    }
}
