using System.Buffers.Binary;

namespace Bpf.Objects.Btf;

/// <summary>One part of <c>.BTF.ext</c>: records of equal size, grouped by section.</summary>
internal sealed class BtfRecords
{
    private readonly Dictionary<string, ReadOnlyMemory<byte>> _sections;

    private BtfRecords(int recordSize, Dictionary<string, ReadOnlyMemory<byte>> sections)
    {
        RecordSize = recordSize;
        _sections = sections;
    }

    public static BtfRecords Empty { get; } = new(0, []);

    /// <summary>Size of a record in bytes; a multiple of 4.</summary>
    public int RecordSize { get; }

    /// <summary>All records of each section, by section name.</summary>
    public IReadOnlyDictionary<string, ReadOnlyMemory<byte>> Sections => _sections;

    /// <summary>Returns all records of a section.</summary>
    public ReadOnlySpan<byte> OfSection(string section) => _sections.TryGetValue(section, out ReadOnlyMemory<byte> records) ? records.Span : default;

    /// <summary>Returns the records of a section whose instruction is in a range of byte offsets. Records are ordered by instruction.</summary>
    public ReadOnlySpan<byte> InRange(string section, uint start, uint end)
    {
        ReadOnlySpan<byte> records = OfSection(section);
        int first = LowerBound(records, start);
        int last = LowerBound(records, end);
        return records[(first * RecordSize)..(last * RecordSize)];
    }

    public static BtfRecords Parse(ReadOnlyMemory<byte> memory, int minimumRecordSize, BtfTypeTable types, Func<string, Exception> defect)
    {
        if (memory.IsEmpty)
        {
            return Empty;
        }

        ReadOnlySpan<byte> bytes = memory.Span;
        uint recordSize = bytes.Length < 4 ? 0 : BinaryPrimitives.ReadUInt32LittleEndian(bytes);
        if (recordSize < (uint)minimumRecordSize || recordSize % 4 != 0 || recordSize > 4096)
        {
            throw defect($"The record size {recordSize} is impossible.");
        }

        Dictionary<string, ReadOnlyMemory<byte>> sections = [];
        int position = 4;
        while (position < bytes.Length)
        {
            if (bytes.Length - position < 8)
            {
                throw defect("The header of a group is cut off.");
            }

            uint name = BinaryPrimitives.ReadUInt32LittleEndian(bytes[position..]);
            uint count = BinaryPrimitives.ReadUInt32LittleEndian(bytes[(position + 4)..]);
            position += 8;
            ulong size = (ulong)count * recordSize;
            if (count == 0 || size > (ulong)(bytes.Length - position))
            {
                throw defect("A group of records is empty or cut off.");
            }

            ReadOnlyMemory<byte> group = memory.Slice(position, (int)size);
            string section = types.Text(name);
            sections[section] = sections.TryGetValue(section, out ReadOnlyMemory<byte> earlier) ? Join(earlier, group) : group;
            position += (int)size;
        }

        return new BtfRecords((int)recordSize, sections);
    }

    private static ReadOnlyMemory<byte> Join(ReadOnlyMemory<byte> first, ReadOnlyMemory<byte> second)
    {
        byte[] joined = new byte[first.Length + second.Length];
        first.Span.CopyTo(joined);
        second.Span.CopyTo(joined.AsSpan(first.Length));
        return joined;
    }

    private int LowerBound(ReadOnlySpan<byte> records, uint offset)
    {
        if (RecordSize == 0)
        {
            return 0;
        }

        int low = 0;
        int high = records.Length / RecordSize;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (BinaryPrimitives.ReadUInt32LittleEndian(records[(middle * RecordSize)..]) < offset)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }
}
