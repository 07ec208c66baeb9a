using Bpf.Testing;
using System;
using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

// Tables filled by static constructors, which the compiler runs, including their framework calls.
public static class Corpus
{
    [InlineArray(8)]
    struct Eight { int _first; }

    struct Range { public uint From; public uint To; }

    interface IShape { static abstract int Sides { get; } static abstract int Scale(int by); }
    readonly struct Triangle : IShape { public static int Sides => 3; public static int Scale(int by) => by * 3; }
    readonly struct Square : IShape { public static int Sides => 4; public static int Scale(int by) => by << 2; }

    static readonly byte[] s_text = "GET /index"u8.ToArray();
    static readonly Eight s_eight = MakeEight();
    static readonly Guid s_none = Guid.Empty;
    static readonly int[] s_bits = Bits();
    static readonly uint[] s_crc = Crc();
    static readonly byte[] s_hex = Hex();
    static readonly ulong[] s_bounds = Bounds();
    static readonly Range[] s_ranges = Ranges();
    static readonly int[] s_shapes = [Sides<Triangle>(5), Sides<Square>(5), Largest(3, 9), Largest<long>(-4, -7) == -4 ? 1 : 0];
    static readonly int[] s_sorted = Reversed();
    static readonly long[] s_swapped = [BinaryPrimitives.ReverseEndianness(0x0102030405060708), BinaryPrimitives.ReadUInt32BigEndian("abcd"u8), BitConverter.ToInt64("12345678"u8)];
    static readonly byte[] s_concat = [.. "ab"u8, .. "cd"u8, (byte)'e'];
    static readonly long[] s_math = [Math.Max(3, 9), Math.Abs(-5L), Math.Clamp(50, 0, 9), Math.BigMul(int.MaxValue, 3), int.Log2(1000), (long)Math.Sqrt(1000), checked((int)5L * 3)];
    static readonly ulong[] s_logarithmic = Logarithmic();
    static readonly byte[] s_classes = Classes();
    static readonly int s_length = "text".Length + nameof(s_text).Length + (int)TimeSpan.FromSeconds(2).TotalMilliseconds;
    static readonly nint s_native = new IntPtr(-7);
    static readonly (int, long) s_pair = Pair(4);
    static readonly byte[] s_parsed = Copied();

    static Eight MakeEight()
    {
        Eight eight = default;
        for (int i = 0; i < 8; i++)
        {
            eight[i] = i * i;
        }

        foreach (ref int value in (Span<int>)eight)
        {
            value++;
        }

        eight[^1] = 99;
        return eight;
    }

    static int[] Bits()
    {
        int[] bits = new int[64];
        for (int i = 0; i < bits.Length; i++)
        {
            bits[i] = BitOperations.PopCount((uint)i) * 1000 + BitOperations.Log2((uint)i) * 10 + BitOperations.TrailingZeroCount(i) + BitOperations.LeadingZeroCount((ulong)i);
        }

        return bits;
    }

    static uint[] Crc()
    {
        uint[] table = new uint[256];
        for (uint i = 0; i < table.Length; i++)
        {
            uint c = i;
            for (int k = 0; k < 8; k++)
            {
                c = (c & 1) != 0 ? 0xEDB88320u ^ (c >> 1) : c >> 1;
            }

            table[i] = BitOperations.RotateLeft(c, 3);
        }

        return table;
    }

    static byte[] Hex()
    {
        byte[] table = new byte[256];
        Array.Fill(table, (byte)0xFF);
        for (char c = '0'; c <= '9'; c++)
        {
            table[c] = (byte)(c - '0');
        }

        for (char c = 'a'; c <= 'f'; c++)
        {
            table[c] = table[char.ToUpperInvariant(c) == c ? c : c - 32] = (byte)(c - 'a' + 10);
        }

        foreach (char c in "xyz")
        {
            table[c] = 77;
        }

        return table;
    }

    static ulong[] Bounds()
    {
        Span<ulong> bounds = stackalloc ulong[20];
        ulong bound = 1;
        foreach (ref ulong item in bounds) { item = bound; bound = bound * 3 / 2 + 1; }
        return bounds[4..].ToArray();
    }

    static Range[] Ranges()
    {
        Range[] ranges = new Range[4];
        for (uint i = 0; i < 4; i++)
        {
            ranges[i] = new Range { From = i * 10, To = uint.Min(i * 10 + 9, 35) };
        }

        return ranges;
    }

    static int Sides<T>(int by) where T : IShape => T.Sides * 100 + T.Scale(by);
    static T Largest<T>(T a, T b) where T : INumber<T> => T.Max(a, b);

    static int[] Reversed()
    {
        int[] table = [5, 3, 8, 1, 9];
        table.AsSpan().Reverse();
        Span<int> copy = stackalloc int[5];
        table.CopyTo(copy);
        copy[1..4].Fill(4);
        copy[0] += table.AsSpan().IndexOf(8);
        return copy.ToArray();
    }

    static ulong[] Logarithmic()
    {
        ulong[] table = new ulong[16];
        for (int i = 0; i < table.Length; i++)
        {
            table[i] = (ulong)(Math.Pow(1.5, i) * 100 + Math.Floor(i / 3.0));
        }

        return table;
    }

    static byte[] Classes()
    {
        byte[] table = new byte[128];
        for (int i = 0; i < table.Length; i++)
        {
            table[i] = (byte)((char.IsAsciiDigit((char)i) ? 1 : 0) | (char.IsAsciiLetter((char)i) ? 2 : 0) | (char.IsWhiteSpace((char)i) ? 4 : 0) | (char.IsLetter((char)i) ? 8 : 0) | (char.IsPunctuation((char)i) ? 16 : 0));
        }

        return table;
    }

    static (int, long) Pair(int x)
    {
        (int a, long b) = Math.DivRem(x * 9, 5);
        return (a, b);
    }

    static byte[] Copied()
    {
        byte[] table = new byte[16];
        "abc"u8.CopyTo(table.AsSpan(2));
        BinaryPrimitives.WriteUInt16BigEndian(table.AsSpan(8), 0x1234);
        MemoryMarshal.Write(table.AsSpan(10), 0x55667788);
        return table;
    }

    public static long Text(long a, long b) => s_text[a & 7] + s_text.Length;
    public static long InlineArray(long a, long b) => s_eight[(int)(a & 7)];
    public static long NoGuid(long a, long b) => s_none == default ? a : b;
    public static long BitTable(long a, long b) => s_bits[a & 63];
    public static long CrcTable(long a, long b) => s_crc[a & 255];
    public static long HexTable(long a, long b) => s_hex[a & 255];
    public static long BoundTable(long a, long b) => (long)s_bounds[a & 15] + s_bounds.Length;
    public static long RangeTable(long a, long b) => s_ranges[a & 3].From * 100 + s_ranges[b & 3].To;
    public static long Generic(long a, long b) => s_shapes[a & 3];
    public static long Spans(long a, long b) => s_sorted[a & 3] + s_sorted[4];
    public static long Swapped(long a, long b) => s_swapped[a & 1] + s_swapped[2];
    public static long Concatenated(long a, long b) => s_concat[a & 3] + s_concat[4];
    public static long Mathematics(long a, long b) => s_math[a & 3] + s_math[4] + s_math[5] * 3 + s_math[6] * 1000;
    public static long LogarithmicTable(long a, long b) => (long)s_logarithmic[a & 15];
    public static long ClassTable(long a, long b) => s_classes[a & 127];
    public static long Lengths(long a, long b) => s_length + a + s_native;
    public static long Pairs(long a, long b) => s_pair.Item1 * 100 + s_pair.Item2;
    public static long Parsed(long a, long b) => s_parsed[a & 15];
}
