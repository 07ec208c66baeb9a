using System.Buffers.Binary;

namespace Bpf.Objects.Elf;

/// <summary>Sequential reader of a record of frame descriptions. Reads past the end return zeros and set <see cref="IsCutOff"/>.</summary>
internal ref struct UnwindReader(ReadOnlySpan<byte> rest, ulong address, int position = 0)
{
    private const byte PointerRelative = 0x10; // DW_EH_PE_pcrel
    private const byte Omitted = 0xFF; // DW_EH_PE_omit
    private const byte Signed = 0x08; // DW_EH_PE_signed
    private const byte Variable = 0x01; // DW_EH_PE_uleb128
    private const byte SignedVariable = 0x09; // DW_EH_PE_sleb128

    /// <summary>The unread rest.</summary>
    public ReadOnlySpan<byte> Rest { get; private set; } = rest;

    /// <summary>Address of <see cref="Rest"/> in the loaded image.</summary>
    public ulong Address { get; private set; } = address;

    /// <summary>Distance of <see cref="Rest"/> from the first of the bytes that the reader is over a part of.</summary>
    public int Position { get; private set; } = position;

    /// <summary>True after a read past the end.</summary>
    public bool IsCutOff { get; private set; }

    /// <summary>Returns the size of a pointer in bytes; 0 for one that is omitted or of variable length.</summary>
    public static int SizeOf(byte encoding) => encoding == Omitted ? 0 : (encoding & 0xF) switch
    {
        0 or 0x4 or 0xC => 8,
        0x2 or 0xA => 2,
        0x3 or 0xB => 4,
        _ => 0,
    };

    public byte Byte()
    {
        byte value = Rest.IsEmpty ? (byte)0 : Rest[0];
        Skip(1);
        return value;
    }

    public ushort UInt16()
    {
        ushort value = Rest.Length < 2 ? (ushort)0 : BinaryPrimitives.ReadUInt16LittleEndian(Rest);
        Skip(2);
        return value;
    }

    public uint UInt32()
    {
        uint value = Rest.Length < 4 ? 0 : BinaryPrimitives.ReadUInt32LittleEndian(Rest);
        Skip(4);
        return value;
    }

    public ulong UInt64()
    {
        ulong value = Rest.Length < 8 ? 0 : BinaryPrimitives.ReadUInt64LittleEndian(Rest);
        Skip(8);
        return value;
    }

    /// <summary>Returns the rest as instructions.</summary>
    public readonly UnwindInstructions Instructions() => new(Position, Rest.Length);

    /// <summary>Reads a signed number of variable length (LEB128).</summary>
    public long SignedNumber()
    {
        long value = 0;
        for (int shift = 0; ; shift += 7)
        {
            byte next = Byte();
            if (shift < 64)
            {
                value |= (long)(next & 0x7F) << shift;
            }

            if (next < 0x80)
            {
                bool isNegative = (next & 0x40) != 0 && shift + 7 < 64;
                return isNegative ? value | (-1L << (shift + 7)) : value;
            }
        }
    }

    /// <summary>Reads a number of variable length (LEB128).</summary>
    public ulong Number()
    {
        ulong value = 0;
        for (int shift = 0; ; shift += 7)
        {
            byte next = Byte();
            if (shift < 64)
            {
                value |= (ulong)(next & 0x7F) << shift;
            }

            if (next < 0x80)
            {
                return value;
            }
        }
    }

    /// <summary>Reads a number in a given encoding, which may be of variable length.</summary>
    public ulong Number(byte encoding) => encoding == Omitted ? Value(encoding) : (encoding & 0xF) switch
    {
        Variable => Number(),
        SignedVariable => (ulong)SignedNumber(),
        _ => Value(encoding),
    };

    /// <summary>Reads a pointer and resolves it to an address.</summary>
    public ulong Pointer(byte encoding)
    {
        ulong origin = (encoding & 0x70) == PointerRelative ? Address : 0;
        return origin + Number(encoding);
    }

    /// <summary>Reads a pointer as stored.</summary>
    public ulong Value(byte encoding)
    {
        int size = SizeOf(encoding);
        ReadOnlySpan<byte> bytes = size <= Rest.Length ? Rest[..size] : default;
        bool isSigned = (encoding & Signed) != 0;
        ulong value = bytes.Length switch
        {
            2 => isSigned ? (ulong)BinaryPrimitives.ReadInt16LittleEndian(bytes) : BinaryPrimitives.ReadUInt16LittleEndian(bytes),
            4 => isSigned ? (ulong)BinaryPrimitives.ReadInt32LittleEndian(bytes) : BinaryPrimitives.ReadUInt32LittleEndian(bytes),
            8 => BinaryPrimitives.ReadUInt64LittleEndian(bytes),
            _ => 0,
        };
        Skip(size);
        IsCutOff |= size == 0;
        return value;
    }

    public void Skip(int count)
    {
        if (count > Rest.Length)
        {
            IsCutOff = true;
            count = Rest.Length;
        }

        Rest = Rest[count..];
        Address += (ulong)count;
        Position += count;
    }
}
