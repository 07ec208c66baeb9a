using System;
using System.Buffers.Binary;
using System.Buffers.Text;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;

// Framework checks that pass for some inputs and fail for others: where the CLR throws, the program ends without a result.
public static class Corpus
{
    [InlineArray(16)]
    public struct Text { private byte _first; }

    static readonly int[] s_table = [3, 5, 7, 11];

    public static long SliceStart(long a, long b)
    {
        Span<byte> span = stackalloc byte[16];
        return span.Slice((int)a).Length;
    }

    public static long SliceLength(long a, long b)
    {
        Span<int> span = stackalloc int[16];
        return span.Slice((int)a, (int)b).Length;
    }

    public static long Ranges(long a, long b)
    {
        ReadOnlySpan<byte> text = "sixteen letters."u8;
        return text[(int)a..(int)b].Length * 100 + text[..(int)b].Length;
    }

    public static long RangeFromEnd(long a, long b)
    {
        Span<byte> span = stackalloc byte[16];
        return span[^((int)a & 31)..].Length;
    }

    public static long InlineArrayRange(long a, long b)
    {
        Text text = default;
        text[3] = 9;
        return text[(int)a..(int)b].Length;
    }

    public static long SliceIsWritten(long a, long b)
    {
        Span<byte> span = stackalloc byte[16];
        span.Slice((int)(a & 31), 4).Fill((byte)b);
        long sum = 0;
        foreach (byte item in span)
        {
            sum = sum * 3 + item;
        }

        return sum;
    }

    public static long CopyTo(long a, long b)
    {
        Span<byte> from = stackalloc byte[8];
        Span<byte> to = stackalloc byte[16];
        from.Fill((byte)b);
        from.CopyTo(to.Slice((int)(a & 15)));
        return to[15] + to[7] * 256;
    }

    public static long ReadInt32(long a, long b)
    {
        ReadOnlySpan<byte> text = "sixteen letters."u8;
        return BinaryPrimitives.ReadInt32LittleEndian(text.Slice((int)(a & 15)));
    }

    public static long WriteInt32(long a, long b)
    {
        Span<byte> span = stackalloc byte[16];
        BinaryPrimitives.WriteInt32BigEndian(span.Slice((int)(a & 15)), (int)b);
        return span[3] + span[12] * 256;
    }

    public static long MarshalRead(long a, long b)
    {
        Span<byte> span = stackalloc byte[16];
        span.Fill((byte)b);
        return MemoryMarshal.Read<short>(span.Slice((int)(a & 15)));
    }

    public static long MarshalWrite(long a, long b)
    {
        Span<byte> span = stackalloc byte[16];
        short value = (short)b;
        MemoryMarshal.Write(span.Slice((int)(a & 15)), in value);
        return span[0] + span[14] * 256;
    }

    public static long BitConverterRead(long a, long b) => BitConverter.ToInt16("sixteen letters."u8.Slice((int)(a & 15)));

    public static long NullableValue(long a, long b)
    {
        int? value = a > 7 ? (int)b : null;
        return value.Value;
    }

    public static long NullableCast(long a, long b)
    {
        long? value = (a & 1) == 0 ? b : null;
        return (long)value * 3;
    }

    public static long NullableTested(long a, long b)
    {
        long? value = (a & 1) == 0 ? b : null;
        return value.HasValue ? value.Value : value.GetValueOrDefault(5);
    }

    public static long AbsoluteInt(long a, long b) => Math.Abs((int)a);

    public static long AbsoluteLong(long a, long b) => Math.Abs(a);

    public static long AbsoluteShort(long a, long b) => Math.Abs((short)a) + int.Abs((int)b);

    public static long Clamp(long a, long b) => Math.Clamp(5L, a, b);

    public static long ClampBytes(long a, long b) => Math.Clamp((byte)7, (byte)a, (byte)b);

    public static long ClampNumber(long a, long b) => int.Clamp((int)a, (int)b, 100);

    public static long RangeOffsets(long a, long b)
    {
        (int offset, int length) = ((int)a..^(int)(b & 31)).GetOffsetAndLength(20);
        return offset * 100 + length;
    }

    public static long IndexFromEnd(long a, long b) => new Index((int)a, fromEnd: true).GetOffset(100);

    public static long LogarithmOfNegative(long a, long b) => int.Log2((int)a);

    public static long SignOfCopy(long a, long b) => int.CopySign((int)a, (int)b);

    public static long Utf32(long a, long b) => char.ConvertToUtf32((char)a, (char)b);

    public static long RuneOf(long a, long b) => new Rune((uint)a).Utf8SequenceLength;

    public static long TimeSpanSum(long a, long b) => (new TimeSpan(a) + new TimeSpan(b)).Ticks;

    public static long TimeSpanOfMicroseconds(long a, long b) => TimeSpan.FromMicroseconds(a).Ticks;

    public static long DateOf(long a, long b) => new DateTime(2026, (int)(a & 15), (int)(b & 31)).Ticks;

    public static long ParseText(long a, long b)
        => Utf8Parser.TryParse("1234,56"u8[..(int)(a & 15)], out int value, out int used) ? value * 10 + used : -1;

    // A method that is called twice and can end the program at both calls.
    public static long Called(long a, long b) => Part((int)a & 31) * 100 + Part((int)b & 31);

    static long Part(int start)
    {
        Span<byte> span = stackalloc byte[16];
        Fill(span.Slice(start, 4));
        return span[15] + span[0];
    }

    static void Fill(Span<byte> part)
    {
        for (int i = 0; i < part.Length; i++)
        {
            part[i] = 7;
        }
    }

    // Earlier stores are preserved.
    public static long BeforeTheEnd(long a, long b)
    {
        Span<byte> span = stackalloc byte[16];
        long sum = 0;
        for (int i = 0; i < 4; i++)
        {
            sum += span[(i * 4)..((int)(a & 7) + i * 4)].Length + s_table[i];
        }

        return sum;
    }

    // No conversion here loses information.
    public static long Conversions(long a, long b)
        => Convert.ToInt64((int)a) + Convert.ToInt32((short)b) + int.CreateChecked((ushort)a) + Convert.ToInt32((a & 1) == 1) + Convert.ToUInt16((char)b);

    public static long Saturates(long a, long b) => int.CreateSaturating(a) + (long)byte.CreateSaturating(b) + short.CreateTruncating(a);
}
