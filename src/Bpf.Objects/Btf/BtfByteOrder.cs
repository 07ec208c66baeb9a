using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Bpf.Objects.Btf;

/// <summary>Swaps the byte order of BTF. After the first four bytes, both formats consist entirely of 32-bit numbers, except for the strings.</summary>
internal static class BtfByteOrder
{
    private const int Preamble = 4; // magic (16 bit), version, flags

    /// <summary>Returns whether bytes begin with the BTF magic number in the other byte order.</summary>
    public static bool IsReversed(ReadOnlySpan<byte> bytes)
        => bytes.Length >= sizeof(ushort) && MemoryMarshal.Read<ushort>(bytes) == BinaryPrimitives.ReverseEndianness(BtfLayout.Magic);

    /// <summary>Swaps the byte order of <c>.BTF</c>; offsets out of bounds are left for the parser to report.</summary>
    public static void ReverseTypes(Span<byte> bytes)
    {
        if (bytes.Length < BtfLayout.HeaderSize)
        {
            return;
        }

        ReverseMagic(bytes);
        ReverseWords(bytes[Preamble..BtfLayout.HeaderSize]);
        long start = MemoryMarshal.Read<uint>(bytes[4..]) + (long)MemoryMarshal.Read<uint>(bytes[8..]); // hdr_len, type_off
        long end = start + MemoryMarshal.Read<uint>(bytes[12..]); // type_len
        if (start >= BtfLayout.HeaderSize && end <= bytes.Length)
        {
            ReverseWords(bytes[(int)start..(int)end]);
        }
    }

    /// <summary>Swaps the byte order of <c>.BTF.ext</c>, which has no strings.</summary>
    public static void ReverseExtension(Span<byte> bytes)
    {
        if (bytes.Length < Preamble)
        {
            return;
        }

        ReverseMagic(bytes);
        ReverseWords(bytes[Preamble..]);
    }

    private static void ReverseMagic(Span<byte> bytes) => bytes[..sizeof(ushort)].Reverse();

    private static void ReverseWords(Span<byte> bytes)
    {
        Span<uint> words = MemoryMarshal.Cast<byte, uint>(bytes);
        BinaryPrimitives.ReverseEndianness(words, words);
    }
}
