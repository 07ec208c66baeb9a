using System.Runtime.InteropServices;

namespace Bpf.Objects.Elf;

/// <summary>
/// Pointers in a 64-bit image loaded at the addresses in its file. A position-independent file stores many of them only in its relocations.
/// </summary>
internal sealed class ImagePointers
{
    private const int Size = sizeof(ulong);
    private const uint DynamicSegment = 2; // PT_DYNAMIC
    private const ulong RelocationsTag = 7; // DT_RELA
    private const ulong RelocationsSizeTag = 8; // DT_RELASZ
    private const int TagSize = 16;
    private readonly ElfFile _file;
    private readonly Lazy<Dictionary<ulong, ulong>> _relocated;

    public ImagePointers(ElfFile file)
    {
        _file = file;
        _relocated = new(ReadRelocations);
    }

    /// <summary>Returns the pointer at an address; <see langword="null"/> when the file has no bytes for the address.</summary>
    public ulong? At(ulong address)
        => _relocated.Value.TryGetValue(address, out ulong value) ? value
            : Bytes(address, Size) is { IsEmpty: false } bytes ? _file.UInt64(bytes)
            : null;

    /// <summary>Returns the addresses in writable segments that hold a pointer to an address.</summary>
    public IEnumerable<ulong> To(ulong target)
    {
        foreach ((ulong address, ulong value) in _relocated.Value)
        {
            if (value == target)
            {
                yield return address;
            }
        }

        for (int i = 0; i < _file.Segments.Length; i++)
        {
            ElfSegment segment = _file.Segments[i];
            if (segment.Type != ElfSegment.Load || (segment.Flags & ElfSegment.Writable) == 0)
            {
                continue;
            }

            for (int found = -1; (found = Next(segment, target, found + 1)) >= 0;)
            {
                yield return segment.VirtualAddress + ((ulong)found * Size);
            }
        }
    }

    // Segments start at the same page offset in memory and in the file, so pointers are aligned in both.
    private int Next(in ElfSegment segment, ulong target, int start)
    {
        ReadOnlySpan<byte> bytes = _file.Slice(segment.Offset, segment.FileSize, "segment");
        ulong stored = BitConverter.IsLittleEndian == _file.IsLittleEndian ? target : System.Buffers.Binary.BinaryPrimitives.ReverseEndianness(target);
        int found = MemoryMarshal.Cast<byte, ulong>(bytes)[start..].IndexOf(stored);
        return found < 0 ? -1 : start + found;
    }

    private ReadOnlySpan<byte> Bytes(ulong address, ulong size)
        => _file.FindSegment(address) is { } segment && segment.VirtualAddress + segment.FileSize - address >= size
            ? _file.Slice(segment.Offset + (address - segment.VirtualAddress), size, "segment")
            : default;

    // Relocations without a symbol add the load address; their addend is the pointer.
    private Dictionary<ulong, ulong> ReadRelocations()
    {
        Dictionary<ulong, ulong> relocated = [];
        (ulong address, ulong size) = Locate();
        if (size == 0)
        {
            return relocated;
        }

        ReadOnlySpan<byte> table = Bytes(address, size);
        for (int start = 0; start + ElfRelocations.SizeWithAddend <= table.Length; start += ElfRelocations.SizeWithAddend)
        {
            ReadOnlySpan<byte> record = table[start..];
            if (_file.UInt64(record[8..]) >> 32 == 0)
            {
                relocated[_file.UInt64(record)] = _file.UInt64(record[16..]);
            }
        }

        return relocated;
    }

    private (ulong Address, ulong Size) Locate()
    {
        (ulong address, ulong size) = (0, 0);
        foreach (ref readonly ElfSegment segment in _file.Segments)
        {
            if (segment.Type != DynamicSegment)
            {
                continue;
            }

            ReadOnlySpan<byte> tags = _file.Slice(segment.Offset, segment.FileSize, "segment");
            for (int start = 0; start + TagSize <= tags.Length; start += TagSize)
            {
                ulong tag = _file.UInt64(tags[start..]);
                ulong value = _file.UInt64(tags[(start + 8)..]);
                address = tag == RelocationsTag ? value : address;
                size = tag == RelocationsSizeTag ? value : size;
            }
        }

        return (address, size);
    }
}
