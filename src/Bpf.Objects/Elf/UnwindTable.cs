using System.Buffers.Binary;

namespace Bpf.Objects.Elf;

/// <summary>
/// Finds the functions that a file describes for unwinding, through the sorted table in <c>.eh_frame_hdr</c>. The table is part of the loaded image,
/// so stripped files have it too. Anything unusual or damaged counts as "not described".
/// </summary>
internal static class UnwindTable
{
    private const uint HeaderSegment = 0x6474E550; // PT_GNU_EH_FRAME
    private const byte Omitted = 0xFF; // DW_EH_PE_omit
    private const byte SignedOffset = 0x3B; // DW_EH_PE_datarel | DW_EH_PE_sdata4
    private const byte Unsigned32 = 0x03; // DW_EH_PE_udata4
    private const int TableStart = 12;

    /// <summary>Returns the description of the function that contains an address of the loaded image.</summary>
    public static UnwindEntry? Find(ElfFile file, ulong address)
    {
        foreach (ref readonly ElfSegment segment in file.Segments)
        {
            if (segment.Type == HeaderSegment)
            {
                return FindIn(file, segment, address) is { } found && found.Covers(address) ? found : null;
            }
        }

        return null;
    }

    /// <summary>Determines what happens to an exception that reaches the function that contains an address of the loaded image.</summary>
    public static UnwindPassage PassageAt(ElfFile file, ulong address)
    {
        if (Find(file, address) is not { } entry)
        {
            return UnwindPassage.Never;
        }

        return entry.Handlers == 0 ? UnwindPassage.Possible : UnwindHandlers.Read(Available(file, entry.Handlers, ulong.MaxValue));
    }

    private static UnwindEntry? FindIn(ElfFile file, in ElfSegment header, ulong address)
    {
        ReadOnlySpan<byte> table = Available(file, header.VirtualAddress, header.FileSize);
        if (!file.IsLittleEndian || table.Length < TableStart || table[0] != 1 || UnwindReader.SizeOf(table[1]) != 4 || table[2] != Unsigned32
            || table[3] != SignedOffset)
        {
            return null;
        }

        uint count = BinaryPrimitives.ReadUInt32LittleEndian(table[8..]);
        ReadOnlySpan<byte> entries = table[TableStart..];
        int low = 0;
        int high = (int)Math.Min(count, (uint)entries.Length / 8) - 1;
        ulong? description = null;
        while (low <= high)
        {
            int middle = low + ((high - low) / 2);
            ReadOnlySpan<byte> entry = entries[(middle * 8)..];
            if (At(header.VirtualAddress, entry) <= address)
            {
                description = At(header.VirtualAddress, entry[4..]);
                low = middle + 1;
            }
            else
            {
                high = middle - 1;
            }
        }

        return description is { } found ? Read(file, found) : null;
    }

    private static ulong At(ulong origin, ReadOnlySpan<byte> offset) => origin + (ulong)BinaryPrimitives.ReadInt32LittleEndian(offset);

    private static UnwindEntry? Read(ElfFile file, ulong address)
    {
        UnwindReader frame = new(Record(file, address), address + 4);
        ulong field = frame.Address;
        uint distance = frame.UInt32();
        if (distance == 0 || UnwindEncodings.Read(Record(file, field - distance), field - distance + 4) is not { } encodings)
        {
            return null;
        }

        ulong start = frame.Pointer(encodings.Code);
        ulong size = frame.Value(encodings.Code);
        ulong handlers = 0;
        if (encodings.HasAugmentation)
        {
            ulong length = frame.Number();
            if (length > 0 && encodings.Handlers != Omitted)
            {
                UnwindReader written = frame;
                ulong area = frame.Pointer(encodings.Handlers);
                handlers = written.Value(encodings.Handlers) == 0 ? 0 : area;
            }
        }

        return frame.IsCutOff ? null : new UnwindEntry(start, size, handlers);
    }

    /// <summary>Returns the bytes of a CIE or FDE after its length.</summary>
    private static ReadOnlySpan<byte> Record(ElfFile file, ulong address)
    {
        ReadOnlySpan<byte> start = Available(file, address, 4);
        return start.Length < 4 ? default : Available(file, address + 4, BinaryPrimitives.ReadUInt32LittleEndian(start));
    }

    private static ReadOnlySpan<byte> Available(ElfFile file, ulong address, ulong size)
    {
        if (file.FindSegment(address) is not { } segment)
        {
            return default;
        }

        ulong offset = address - segment.VirtualAddress;
        ulong length = (ulong)file.Length;
        ulong inFile = segment.Offset + offset;
        return inFile >= length ? default : file.Slice(inFile, Math.Min(size, Math.Min(segment.FileSize - offset, length - inFile)), "unwind table");
    }
}
