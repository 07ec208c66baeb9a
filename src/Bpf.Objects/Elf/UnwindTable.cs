using System.Buffers.Binary;

namespace Bpf.Objects.Elf;

/// <summary>
/// Finds the functions that a file describes for unwinding, through the sorted table in <c>.eh_frame_hdr</c>. The table is part of the loaded image,
/// so stripped files have it too. Anything unusual or damaged counts as "not described".
/// </summary>
internal static class UnwindTable
{
    private const uint HeaderSegment = 0x6474E550; // PT_GNU_EH_FRAME
    private const byte SignedOffset = 0x3B; // DW_EH_PE_datarel | DW_EH_PE_sdata4
    private const byte Unsigned32 = 0x03; // DW_EH_PE_udata4
    private const int TableStart = 12;
    private const int EntrySize = 8;

    /// <summary>Returns the description of the function that contains an address of the loaded image.</summary>
    public static UnwindEntry? Find(ElfFile file, ulong address)
        => Locate(file, address) is { } found && UnwindRecords.Around(file, found, out ulong position) is { } records
            && records.EntryAt(position) is { } entry && entry.Covers(address) ? entry : null;

    /// <summary>Returns whether the file has a table.</summary>
    public static bool IsUsable(ElfFile file) => !Entries(file, out _).IsEmpty;

    /// <summary>Returns the address of the description that may cover an address of the loaded image.</summary>
    public static ulong? Locate(ElfFile file, ulong address)
    {
        ReadOnlySpan<byte> entries = Entries(file, out ulong origin);
        int low = 0;
        int high = (entries.Length / EntrySize) - 1;
        ulong? description = null;
        while (low <= high)
        {
            int middle = low + ((high - low) / 2);
            ReadOnlySpan<byte> entry = entries[(middle * EntrySize)..];
            if (At(origin, entry) <= address)
            {
                description = At(origin, entry[4..]);
                low = middle + 1;
            }
            else
            {
                high = middle - 1;
            }
        }

        return description;
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

    /// <summary>Returns the table, whose offsets count from the origin; empty when there is none of the usual form.</summary>
    private static ReadOnlySpan<byte> Entries(ElfFile file, out ulong origin)
    {
        origin = 0;
        foreach (ref readonly ElfSegment segment in file.Segments)
        {
            if (segment.Type != HeaderSegment)
            {
                continue;
            }

            origin = segment.VirtualAddress;
            ReadOnlySpan<byte> table = Available(file, segment.VirtualAddress, segment.FileSize);
            if (!file.IsLittleEndian || table.Length < TableStart || table[0] != 1 || UnwindReader.SizeOf(table[1]) != 4 || table[2] != Unsigned32
                || table[3] != SignedOffset)
            {
                return default;
            }

            uint count = BinaryPrimitives.ReadUInt32LittleEndian(table[8..]);
            ReadOnlySpan<byte> entries = table[TableStart..];
            return entries[..(int)(Math.Min(count, (uint)entries.Length / EntrySize) * EntrySize)];
        }

        return default;
    }

    private static ulong At(ulong origin, ReadOnlySpan<byte> offset) => origin + (ulong)BinaryPrimitives.ReadInt32LittleEndian(offset);

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
