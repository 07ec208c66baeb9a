namespace Bpf.Objects.Elf;

/// <summary>
/// Bytes with frame descriptions: one of the sections <c>.eh_frame</c> and <c>.debug_frame</c>, or a whole segment, whose descriptions a table locates.
/// Damaged and unknown records count as absent.
/// </summary>
internal readonly struct UnwindRecords
{
    private const ulong Compressed = 0x800; // SHF_COMPRESSED
    private const uint ExtendedLength = 0xFFFFFFFF;
    private const byte Omitted = 0xFF; // DW_EH_PE_omit
    private const byte Unsigned = 0x07; // all of DW_EH_PE_* but the sign and what the value is relative to
    private readonly ElfFile _file;
    private readonly ulong _offset;
    private readonly ulong _address;
    private readonly ulong _size;
    private readonly bool _isDebug;

    private UnwindRecords(ElfFile file, ulong offset, ulong address, ulong size, bool isDebug)
        => (_file, _offset, _address, _size, _isDebug) = (file, offset, address, Math.Min(size, int.MaxValue), isDebug);

    /// <summary>All bytes.</summary>
    public ReadOnlySpan<byte> Bytes => _file.Slice(_offset, _size, "unwind table");

    /// <summary>Returns the records in the section with a name; null when the file does not have it or it is compressed.</summary>
    public static UnwindRecords? InSection(ElfFile file, ReadOnlySpan<byte> name)
    {
        int index = file.IsLittleEndian ? file.FindSection(name) : -1;
        if (index < 0 || file.Sections[index] is not { Type: not ElfSection.NoBits } section || (section.Flags & Compressed) != 0
            || section.Offset > (ulong)file.Length || section.Size > (ulong)file.Length - section.Offset)
        {
            return null;
        }

        return new(file, section.Offset, section.Address, section.Size, name.SequenceEqual(".debug_frame"u8));
    }

    /// <summary>Returns the records in the segment around an address of the loaded image, and the position of the address.</summary>
    public static UnwindRecords? Around(ElfFile file, ulong address, out ulong position)
    {
        position = 0;
        if (!file.IsLittleEndian || file.FindSegment(address) is not { } segment || segment.Offset >= (ulong)file.Length)
        {
            return null;
        }

        position = address - segment.VirtualAddress;
        return new(file, segment.Offset, segment.VirtualAddress, Math.Min(segment.FileSize, (ulong)file.Length - segment.Offset), isDebug: false);
    }

    /// <summary>Reads the frame description at a position; null when something else is there.</summary>
    public UnwindEntry? EntryAt(ulong position)
    {
        ulong at = position;
        return TryNext(ref at, out UnwindEntry? entry) ? entry : null;
    }

    /// <summary>Moves over a record.</summary>
    /// <param name="position">Position of the record; afterwards that of the one that follows it.</param>
    /// <param name="entry">The record, if it is the description of a function.</param>
    /// <returns>False at the end of the records.</returns>
    public bool TryNext(ref ulong position, out UnwindEntry? entry)
    {
        entry = null;
        if (position < _size && _size - position >= sizeof(uint) && BitConverter.ToUInt32(Bytes[(int)position..]) == 0)
        {
            position += sizeof(uint); // what one of the linked files ended with
            return true;
        }

        if (!TryRecord(position, out UnwindReader record, out ulong distance, out ulong fieldPosition, out ulong end))
        {
            return false;
        }

        position = end;
        if (!IsCommon(distance))
        {
            entry = ReadEntry(record, _isDebug ? distance : fieldPosition - distance);
        }

        return true;
    }

    /// <summary>Returns a reader of instructions.</summary>
    public UnwindReader Read(UnwindInstructions instructions)
        => new(Bytes.Slice(instructions.Position, instructions.Length), _address + (ulong)instructions.Position, instructions.Position);

    private bool IsCommon(ulong identification) => _isDebug ? identification is uint.MaxValue or ulong.MaxValue : identification == 0;

    private UnwindEntry? ReadEntry(UnwindReader frame, ulong commonPosition)
    {
        if (!TryRecord(commonPosition, out UnwindReader record, out ulong identification, out _, out _) || !IsCommon(identification)
            || UnwindCommon.Read(record) is not { } common)
        {
            return null;
        }

        ulong start = frame.Pointer(common.Code);
        ulong size = frame.Number((byte)(common.Code & Unsigned));
        ulong handlers = 0;
        if (common.HasAugmentation)
        {
            ulong length = frame.Number();
            if (length > (ulong)frame.Rest.Length)
            {
                return null;
            }

            if (length > 0 && common.Handlers != Omitted)
            {
                UnwindReader written = frame;
                UnwindReader resolved = frame;
                ulong area = resolved.Pointer(common.Handlers);
                handlers = written.Value(common.Handlers) == 0 ? 0 : area;
            }

            frame.Skip((int)length);
        }

        return frame.IsCutOff ? null : new UnwindEntry(start, size, handlers, common, frame.Instructions());
    }

    // Every record begins with its length and with what tells a CIE from an FDE, which points to its CIE.
    private bool TryRecord(ulong position, out UnwindReader record, out ulong identification, out ulong identificationPosition, out ulong end)
    {
        record = default;
        (identification, identificationPosition, end) = (0, 0, 0);
        if (position >= _size)
        {
            return false;
        }

        UnwindReader reader = new(Bytes[(int)position..], _address + position, (int)position);
        ulong length = reader.UInt32();
        bool isLong = length == ExtendedLength;
        if (isLong)
        {
            length = reader.UInt64();
        }

        if (length == 0 || reader.IsCutOff || length > (ulong)reader.Rest.Length)
        {
            return false;
        }

        end = (ulong)reader.Position + length;
        record = new(reader.Rest[..(int)length], reader.Address, reader.Position);
        identificationPosition = (ulong)record.Position;
        identification = isLong && _isDebug ? record.UInt64() : record.UInt32();
        return !record.IsCutOff;
    }
}
