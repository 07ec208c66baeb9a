using System.Buffers.Binary;
using Bpf.Runtime;

namespace Bpf.Objects.Btf;

/// <summary><c>struct btf_header</c>, with offsets relative to the start of the header.</summary>
internal readonly record struct BtfHeader(uint TypeOffset, uint TypeSize, uint StringOffset, uint StringSize)
{
    /// <exception cref="BpfObjectFormatException">The header or what it describes does not fit the bytes.</exception>
    public static BtfHeader Read(ReadOnlySpan<byte> bytes, string subject)
    {
        if (bytes.Length < BtfLayout.HeaderSize)
        {
            throw new BpfObjectFormatException(subject, "BTF is shorter than its header.");
        }

        ushort magic = BinaryPrimitives.ReadUInt16LittleEndian(bytes);
        if (magic == BinaryPrimitives.ReverseEndianness(BtfLayout.Magic))
        {
            throw new BpfObjectFormatException(subject, "BTF is big-endian; only little-endian BTF can be used here.");
        }

        if (magic != BtfLayout.Magic)
        {
            throw new BpfObjectFormatException(subject, "BTF does not begin with its magic number 0xEB9F.");
        }

        if (bytes[2] != 1)
        {
            throw new BpfObjectFormatException(subject, $"BTF has version {bytes[2]}; only version 1 is known.");
        }

        uint headerSize = BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]);
        uint typeOffset = BinaryPrimitives.ReadUInt32LittleEndian(bytes[8..]);
        uint typeSize = BinaryPrimitives.ReadUInt32LittleEndian(bytes[12..]);
        uint stringOffset = BinaryPrimitives.ReadUInt32LittleEndian(bytes[16..]);
        uint stringSize = BinaryPrimitives.ReadUInt32LittleEndian(bytes[20..]);
        ulong length = (ulong)bytes.Length;
        if (headerSize < BtfLayout.HeaderSize || headerSize > length)
        {
            throw new BpfObjectFormatException(subject, $"BTF has an impossible header size of {headerSize} bytes.");
        }

        if ((ulong)headerSize + typeOffset + typeSize > length || typeOffset % 4 != 0)
        {
            throw new BpfObjectFormatException(subject, "The type section of the BTF is out of bounds.");
        }

        if ((ulong)headerSize + stringOffset + stringSize > length || stringOffset < (ulong)typeOffset + typeSize)
        {
            throw new BpfObjectFormatException(subject, "The string section of the BTF is out of bounds.");
        }

        return new BtfHeader(headerSize + typeOffset, typeSize, headerSize + stringOffset, stringSize);
    }
}
