using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Bpf.Objects.Btf;

/// <summary>
/// Turns BTF of the other byte order round. Behind the first four bytes of either format, everything but the strings consists of 32-bit numbers.
/// </summary>
internal static class BtfByteOrder
{
    private const int Preamble = 4; // magic (16 bit), version, flags

    /// <summary>Whether bytes begin with the magic number of BTF in the other byte order.</summary>
    public static bool IsReversed(ReadOnlySpan<byte> bytes)
        => bytes.Length >= sizeof(ushort) && MemoryMarshal.Read<ushort>(bytes) == BinaryPrimitives.ReverseEndianness(BtfLayout.Magic);

    /// <summary>Turns <c>.BTF</c> round; what lies outside the bytes is left to be found by the parser.</summary>
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

    /// <summary>Turns <c>.BTF.ext</c>, which has no strings, round.</summary>
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
