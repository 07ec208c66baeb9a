using Bpf.Runtime;

namespace Bpf.Objects.Btf.Values;

/// <summary>Reads integers at arbitrary bit offsets of little-endian memory.</summary>
internal static class BitField
{
    /// <summary>Reads up to 128 bits; of a wider field, the lowest 128.</summary>
    /// <param name="data">The memory.</param>
    /// <param name="offset">First bit, counted from the least significant bit of the first byte.</param>
    /// <param name="width">Number of bits.</param>
    /// <param name="isSigned">Whether the highest bit is a sign.</param>
    /// <exception cref="BpfObjectFormatException">The bits lie outside the memory.</exception>
    public static Int128 Read(ReadOnlySpan<byte> data, uint offset, uint width, bool isSigned)
    {
        if ((ulong)offset + width > (ulong)data.Length * 8)
        {
            throw new BpfObjectFormatException("bit field", $"{width} bits from bit {offset} do not fit in {data.Length} bytes.");
        }

        width = Math.Min(width, 128);
        UInt128 value = 0;
        for (uint done = 0; done < width;)
        {
            uint bit = offset + done;
            uint take = Math.Min(8 - (bit % 8), width - done);
            uint part = ((uint)data[(int)(bit / 8)] >> (int)(bit % 8)) & ((1U << (int)take) - 1);
            value |= (UInt128)part << (int)done;
            done += take;
        }

        int unused = 128 - (int)width;
        if (width == 0 || unused == 0)
        {
            return (Int128)value;
        }

        return isSigned ? (Int128)(value << unused) >> unused : (Int128)value;
    }
}
