using System.Buffers.Binary;

namespace Bpf.Objects.Btf;

/// <summary><c>struct bpf_line_info</c>: the source position of the instructions from a given one on.</summary>
/// <param name="Instruction">Offset of the instruction: in bytes in a file, in instructions in the kernel.</param>
/// <param name="File">Offset of the file name in the string section.</param>
/// <param name="Text">Offset of the line's text in the string section.</param>
/// <param name="Line">The line, from 1.</param>
/// <param name="Column">The column, from 1; 0 when it is unknown.</param>
internal readonly record struct BtfLineRecord(uint Instruction, uint File, uint Text, int Line, int Column)
{
    /// <summary>Smallest size of a record in bytes; newer ones may be longer.</summary>
    public const int MinimumSize = 16;

    private const int ColumnBits = 10; // BPF_LINE_INFO_LINE_NUM, BPF_LINE_INFO_LINE_COL

    /// <summary>Reads a record.</summary>
    public static BtfLineRecord Read(ReadOnlySpan<byte> record)
    {
        uint place = BinaryPrimitives.ReadUInt32LittleEndian(record[12..]);
        return new BtfLineRecord(InstructionOf(record), BinaryPrimitives.ReadUInt32LittleEndian(record[4..]),
            BinaryPrimitives.ReadUInt32LittleEndian(record[8..]),
            (int)(place >> ColumnBits), (int)(place & ((1 << ColumnBits) - 1)));
    }

    /// <summary>Returns the instruction offset of a record.</summary>
    public static uint InstructionOf(ReadOnlySpan<byte> record) => BinaryPrimitives.ReadUInt32LittleEndian(record);
}
