using System.Buffers.Binary;
using Bpf.Runtime;

namespace Bpf.Objects.Btf;

/// <summary>The contents of <c>.BTF.ext</c>: the type of each function, the source line of each instruction, and the CO-RE relocations.</summary>
internal sealed class BtfExtension
{
    private const int MinimumHeaderSize = 24;
    private const int HeaderSizeWithCore = 32;

    private BtfExtension(BtfRecords functions, BtfRecords lines, BtfRecords core)
    {
        Functions = functions;
        Lines = lines;
        Core = core;
    }

    /// <summary>func_info: instruction offset in bytes, type id.</summary>
    public BtfRecords Functions { get; }

    /// <summary>line_info: instruction offset in bytes, file name, line text, line and column.</summary>
    public BtfRecords Lines { get; }

    /// <summary>core_relo: instruction offset in bytes, type id, access string, kind.</summary>
    public BtfRecords Core { get; }

    /// <exception cref="BpfObjectFormatException">The bytes are not valid extension data.</exception>
    public static BtfExtension Parse(ReadOnlyMemory<byte> memory, BtfTypeTable types, string subject)
    {
        ReadOnlySpan<byte> bytes = memory.Span;
        BpfObjectFormatException Defect(string text) => new(subject, $".BTF.ext: {text}");

        if (bytes.Length < MinimumHeaderSize)
        {
            throw Defect("It is shorter than its header.");
        }

        if (BinaryPrimitives.ReadUInt16LittleEndian(bytes) != BtfLayout.Magic || bytes[2] != 1 || bytes[3] != 0)
        {
            throw Defect("Its magic number, version or flags are unknown.");
        }

        uint headerSize = BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]);
        if (headerSize < MinimumHeaderSize || headerSize > (uint)bytes.Length || headerSize % 4 != 0)
        {
            throw Defect($"The header size {headerSize} is impossible.");
        }

        ReadOnlyMemory<byte> data = memory[(int)headerSize..];
        ReadOnlyMemory<byte> Part(int position)
        {
            uint offset = BinaryPrimitives.ReadUInt32LittleEndian(memory.Span[position..]);
            uint length = BinaryPrimitives.ReadUInt32LittleEndian(memory.Span[(position + 4)..]);
            if (offset % 4 != 0 || (ulong)offset + length > (ulong)data.Length)
            {
                throw Defect("One of its parts lies out of bounds.");
            }

            return data.Slice((int)offset, (int)length);
        }

        return new BtfExtension(
            BtfRecords.Parse(Part(8), 8, types, Defect),
            BtfRecords.Parse(Part(16), BtfLineRecord.MinimumSize, types, Defect),
            headerSize >= HeaderSizeWithCore ? BtfRecords.Parse(Part(24), 16, types, Defect) : BtfRecords.Empty);
    }
}
